package chat.maru.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class LogsToTheEndTest {
  private final LogsToTheEnd manager = new LogsToTheEnd();
  private final Kept kept = new Kept();
  private final Logger logger = new Named("kept");

  LogsToTheEndTest() {
    manager.addLogger(logger);
    logger.setUseParentHandlers(false);
    logger.addHandler(kept);
    logger.setLevel(Level.FINE);
  }

  @Test
  void whatTheServerSaysWhileItEndsIsWritten() throws InterruptedException {
    var mayEnd = new CountDownLatch(1);
    var server =
        Thread.ofPlatform()
            .unstarted(
                () -> {
                  LogsToTheEnd.by(Thread.currentThread());
                  await(mayEnd);
                  logger.fine("drained");
                });
    LogsToTheEnd.hold();
    var closes = Thread.ofPlatform().start(manager::reset);
    Await.until("it waits", () -> closes.getState() == Thread.State.TIMED_WAITING);
    server.start();
    Await.until("it waits for that end", () -> closes.getState() == Thread.State.WAITING);
    mayEnd.countDown();
    closes.join();
    logger.fine("too late");
    assertThat(kept.lines).containsExactly("drained", "closed");
  }

  /// Such as an error in a shutdown handler.
  @Test
  void anEndThatBreaksOffKeepsNobody() throws InterruptedException {
    LogsToTheEnd.hold();
    var server = Thread.ofPlatform().start(() -> LogsToTheEnd.by(Thread.currentThread()));
    server.join();
    manager.reset();
    assertThat(kept.lines).containsExactly("closed");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whereNothingIsHeldTheLogsCloseAtOnce() {
    manager.reset();
    assertThat(kept.lines).containsExactly("closed");
    assertThat(logger.getHandlers()).isEmpty();
  }

  private static final class Named extends Logger {
    Named(String name) {
      super(name, null);
    }
  }

  private static final class Kept extends Handler {
    final CopyOnWriteArrayList<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
      lines.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      lines.add("closed");
    }
  }
}
