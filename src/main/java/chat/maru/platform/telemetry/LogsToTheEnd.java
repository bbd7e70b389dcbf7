package chat.maru.platform.telemetry;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;

/// A log manager that goes on writing until the server has ended. `java.util.logging` closes its
/// handlers in a shutdown hook that runs beside all others (JDK-8161253). Helidon's guard against
/// that waits for the thread of its own hook, and does not wait at all where the JVM has not
/// started that thread yet: then nothing that happens from SIGTERM on is in the log. Takes effect
/// where the system property `java.util.logging.manager` names it when the first logger is made.
public final class LogsToTheEnd extends LogManager {
  /// How long the hook that ends the server may take to begin, once the JVM starts its hooks.
  private static final long BEGINNING_SECONDS = 5;

  private static volatile @Nullable CompletableFuture<Thread> end;

  /// From here on the handlers are closed only when the thread that [#by] names has ended.
  public static void hold() {
    end = new CompletableFuture<>();
  }

  /// Names the thread that ends the server.
  public static void by(Thread last) {
    var held = end;
    if (held != null) {
      held.complete(last);
    }
  }

  /// Closes all handlers. Waits for the server's end first, where the logs are held for it.
  @Override
  public void reset() {
    var held = end;
    if (held != null) {
      await(held);
    }
    super.reset();
  }

  private static void await(CompletableFuture<Thread> held) {
    try {
      held.get(BEGINNING_SECONDS, TimeUnit.SECONDS).join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException _) {
      return; // it has not begun: nothing more will be said
    }
  }
}
