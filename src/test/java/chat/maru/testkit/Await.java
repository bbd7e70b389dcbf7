package chat.maru.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for a condition instead of sleeping.
public final class Await {
  private Await() {}

  /// Waits up to ten seconds.
  public static void until(String what, BooleanSupplier condition) {
    until(what, Duration.ofSeconds(10), condition);
  }

  /// Waits up to the limit, asking every 10 ms.
  ///
  /// @param what says in the failure what did not happen
  public static void until(String what, Duration limit, BooleanSupplier condition) {
    if (!comes(what, limit, condition)) {
      throw new AssertionError("not within " + limit.toMillis() + " ms: " + what);
    }
  }

  /// Waits up to the limit for what need not come.
  ///
  /// @return whether it came
  public static boolean comes(String what, Duration limit, BooleanSupplier condition) {
    var end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting: " + what, e);
      }
    }
    return true;
  }
}
