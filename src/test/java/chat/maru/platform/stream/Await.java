package chat.maru.platform.stream;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

final class Await {
  private Await() {}

  /// Returns when the condition holds, fails when it does not within the time.
  static void until(Duration atMost, BooleanSupplier condition) {
    var end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + atMost);
      }
      LockSupport.parkNanos(5_000_000);
    }
  }
}
