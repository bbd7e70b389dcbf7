package chat.maru.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// When this node last heard from the relay through the log. While it beats, storing works and the
/// node's memory is as young as the beat (design, I7).
///
/// A heartbeat that lay on the log or in this node for a while is as old as that. The clocks of two
/// machines differ: by how much is what the quickest heartbeat of the last half to whole minute
/// took, among those that were the newest of the log when they were fetched. A node that is always
/// behind fetches no such heartbeat, and what it has learned before stays.
@ApplicationScoped
public class Pulse {
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final long WINDOW = TimeUnit.SECONDS.toNanos(30);
  private static final long NEVER = Long.MAX_VALUE;

  /// A heartbeat that was read from the log.
  ///
  /// @param way what this node's clock said when it was fetched less what the relay's said when it
  ///     was sent
  /// @param waited how long it has waited for its turn in this node since
  /// @param newest whether the log ended with what was fetched together with it
  /// @param behind whether records that are older than it were not on the log yet
  public record Beat(Duration way, Duration waited, boolean newest, boolean behind) {}

  private final LongSupplier nanos;
  private volatile long beatAt;
  private volatile long completeAt;
  private long windowSince;
  private long quickest = NEVER;
  private long quickestBefore = NEVER;

  public Pulse() {
    this(System::nanoTime);
  }

  Pulse(LongSupplier nanos) {
    this.nanos = nanos;
    windowSince = nanos.getAsLong();
    beatAt = windowSince - TimeUnit.DAYS.toNanos(1);
    completeAt = beatAt;
  }

  /// A heartbeat is handled; by the log's reader alone.
  public void beat(Beat beat) {
    var now = nanos.getAsLong();
    var way = beat.way().toNanos();
    if (beat.newest() || (knows() && way < difference())) {
      learn(way, now);
    }
    if (!knows()) {
      return; // nobody can say how old it is
    }
    var sentAt = now - beat.waited().toNanos() - (way - difference());
    beatAt = sentAt;
    if (!beat.behind()) {
      completeAt = sentAt;
    }
  }

  /// Whether the last heartbeat is under 2 s old.
  public boolean fresh() {
    return age().compareTo(FRESH) < 0;
  }

  /// Whether this node has heard, at most 2 s ago, of everything that had changed until then: what
  /// it remembers may be trusted.
  public boolean vouches() {
    return nanos.getAsLong() - completeAt < FRESH.toNanos();
  }

  /// The age of the last heartbeat.
  public Duration age() {
    return Duration.ofNanos(nanos.getAsLong() - beatAt);
  }

  private void learn(long way, long now) {
    if (now - windowSince > WINDOW) {
      quickestBefore = quickest;
      quickest = NEVER;
      windowSince = now;
    }
    quickest = Math.min(quickest, way);
  }

  private boolean knows() {
    return quickest != NEVER;
  }

  private long difference() {
    return Math.min(quickest, quickestBefore);
  }
}
