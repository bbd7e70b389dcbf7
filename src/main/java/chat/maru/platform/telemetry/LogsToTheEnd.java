package chat.maru.platform.telemetry;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;

/// A log manager that goes on writing until the server has ended. `java.util.logging` closes its
/// handlers in a shutdown hook that runs beside all others (JDK-8161253). Helidon's guard against
/// that waits for the thread of its own hook, and does not wait at all where the JVM has not
/// started that thread yet: then nothing that happens from SIGTERM on is in the log. Takes effect
/// where the system property `java.util.logging.manager` names it when the first logger is made.
public final class LogsToTheEnd extends LogManager {
  /// An end that breaks off must not keep the JVM: longer than any drain takes.
  private static final long LONGEST_SECONDS = 300;

  private static volatile CountDownLatch held = new CountDownLatch(0);

  /// From here on the logs stay open, whatever asks to close them, until [#release], or until five
  /// minutes after the first that asked.
  public static void hold() {
    held = new CountDownLatch(1);
  }

  /// Nothing more will be written that must be seen.
  public static void release() {
    held.countDown();
  }

  /// Closes all handlers; waits first while the logs are held.
  @Override
  public void reset() {
    try {
      var _ = held.await(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    super.reset();
  }
}
