package chat.maru.limit;

import chat.maru.limit.Turns.Taken;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// The turns that were taken through this node, for as long as Redis does not answer. The longest
/// unused of 50,000 are forgotten.
@ApplicationScoped
public class LocalTurns {
  static final int BOUND = 50_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Held> held =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Held> eldest) {
          return size() > BOUND;
        }
      };

  private record Held(long at, String what) {}

  /// Takes a turn as Redis would.
  Taken take(Turn turn, long nowMillis) {
    lock.lock();
    try {
      var before = held.get(turn.key());
      var rest = before == null ? 0 : before.at() + turn.every().toMillis() - nowMillis;
      if (before == null || rest <= 0) {
        held.put(turn.key(), new Held(nowMillis, turn.what()));
        return new Taken.Now();
      }
      return before.what().equals(turn.what())
          ? new Taken.Before()
          : new Taken.Not(Duration.ofMillis(Math.min(rest, turn.every().toMillis())));
    } finally {
      lock.unlock();
    }
  }

  /// Remembers a turn that was taken elsewhere.
  void note(Turn turn, long nowMillis) {
    lock.lock();
    try {
      held.put(turn.key(), new Held(nowMillis, turn.what()));
    } finally {
      lock.unlock();
    }
  }

  void giveBack(Turn turn) {
    lock.lock();
    try {
      var now = held.get(turn.key());
      if (now != null && now.what().equals(turn.what())) {
        held.remove(turn.key());
      }
    } finally {
      lock.unlock();
    }
  }
}
