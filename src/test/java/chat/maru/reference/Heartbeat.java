package chat.maru.reference;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// When the next heartbeat is due. The first one comes after a random share of the interval.
final class Heartbeat {
  private static final long UNKNOWN_MILLIS = 20_000;

  private long millis = UNKNOWN_MILLIS;
  private long dueAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(UNKNOWN_MILLIS);
  private boolean unanswered;

  void every(long interval) {
    millis = interval;
    var first = ThreadLocalRandom.current().nextLong(interval);
    dueAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(first);
  }

  long millisLeft() {
    return TimeUnit.NANOSECONDS.toMillis(dueAt - System.nanoTime());
  }

  boolean isDue() {
    return dueAt - System.nanoTime() <= 0;
  }

  void sent() {
    unanswered = true;
    dueAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  void answered() {
    unanswered = false;
  }

  /// The last one got no answer: the connection is dead, whatever TCP says.
  boolean isUnanswered() {
    return unanswered;
  }
}
