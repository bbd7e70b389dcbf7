package chat.maru.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// How often a session may ask for all members of a guild: once in 30 s, each guild by itself
/// (reference: "Request Guild Members").
@ApplicationScoped
class MemberTurns {
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(30);
  private static final int MAX_KEPT = 100_000;

  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();

  /// When it was asked last, the oldest first.
  private final Map<Turn, Long> taken = new LinkedHashMap<>();

  private record Turn(String sessionId, long guildId) {}

  MemberTurns() {
    this(System::nanoTime);
  }

  MemberTurns(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// Takes a turn, if one is free.
  ///
  /// @return how long it takes until one is; zero if it was
  Duration take(String sessionId, long guildId) {
    lock.lock();
    try {
      var now = nanos.getAsLong();
      forget(now);
      var turn = new Turn(sessionId, guildId);
      var before = taken.putIfAbsent(turn, now);
      return before == null ? Duration.ZERO : Duration.ofNanos(before + INTERVAL - now);
    } finally {
      lock.unlock();
    }
  }

  private void forget(long now) {
    var oldest = taken.values().iterator();
    while (oldest.hasNext() && (now - oldest.next() >= INTERVAL || taken.size() >= MAX_KEPT)) {
      oldest.remove();
    }
  }
}
