package chat.maru.proof.plant;

import chat.maru.testkit.Await;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Waits where nobody can say what is still to come: a server with a fault may never do what one
/// without does.
final class Stillness {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Stillness() {}

  /// Waits until what is measured has not changed for so long.
  static void await(LongSupplier measure, Duration still) {
    var last = new long[] {measure.getAsLong(), System.nanoTime()};
    Await.until(
        "nothing more happens",
        LIMIT,
        () -> {
          var now = measure.getAsLong();
          if (now != last[0]) {
            last[0] = now;
            last[1] = System.nanoTime();
          }
          return System.nanoTime() - last[1] > still.toNanos();
        });
  }

  /// Waits for something that a fault may prevent.
  static void hopeFor(BooleanSupplier what, Duration longest) {
    var end = System.nanoTime() + longest.toNanos();
    Await.until(
        "it, or the end of hope", LIMIT, () -> what.getAsBoolean() || System.nanoTime() > end);
  }

  /// Lets time pass, for what is bound to it: a revocation's two seconds, a producer's deadline.
  static void pass(Duration time) {
    hopeFor(() -> false, time);
  }
}
