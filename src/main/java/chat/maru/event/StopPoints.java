package chat.maru.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// Named points of the path of a message at which a fault test can halt a process for ever, to kill
/// it there. A point is chosen by the system property `maru.test.halt-at`, which no configuration
/// file and no environment variable can give; without it a point costs one comparison.
@ApplicationScoped
public class StopPoints {
  private static final System.Logger LOG = System.getLogger(StopPoints.class.getName());

  private final Optional<String> haltAt =
      Optional.ofNullable(System.getProperty("maru.test.halt-at"));

  /// Where a process can be halted.
  public enum Point {
    BEFORE_INSERT,
    AFTER_INSERT,
    AFTER_COMMIT,
    BEFORE_PUBLISH,
    AFTER_PUBLISH,
    BEFORE_OFFSET_COMMIT
  }

  /// Halts here, if a test asked for it.
  public void reached(Point point) {
    if (haltAt.isPresent() && haltAt.get().equals(point.name())) {
      LOG.log(Level.WARNING, "event=test.halted point={0}", point);
      awaitForever();
    }
  }

  private static void awaitForever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
