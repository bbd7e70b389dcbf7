package chat.maru.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
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

  @AfterEach
  void release() {
    LogsToTheEnd.release();
  }

  @Test
  void whatTheServerSaysWhileItEndsIsWritten() throws InterruptedException {
    LogsToTheEnd.hold();
    var hook = Thread.ofPlatform().start(manager::reset);
    Await.until("the hook waits", () -> hook.getState() == Thread.State.TIMED_WAITING);
    logger.fine("drained");
    LogsToTheEnd.release();
    hook.join();
    logger.fine("too late");
    assertThat(kept.lines).containsExactly("drained", "closed");
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
