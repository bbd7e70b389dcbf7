package chat.maru.event;

import chat.maru.platform.Threads;
import chat.maru.platform.sql.Database;
import chat.maru.platform.stream.PublishException;
import chat.maru.platform.stream.StreamConfig;
import chat.maru.platform.stream.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Carries the outbox to the ordered log, one node at a time (design section 2, step 3).
///
/// Woken by commits on this node, and by a poll of 50 ms for those elsewhere. What a crash
/// interrupts is published again with the same outbox id; readers drop the repeat.
@ApplicationScoped
public class Relay {
  private static final System.Logger LOG = System.getLogger(Relay.class.getName());
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration END = Duration.ofSeconds(3);
  private static final Duration RETRY = Duration.ofMillis(500);

  @Inject Database database;
  @Inject StreamConfig stream;
  @Inject Topics topics;
  @Inject Threads threads;
  @Inject StopPoints stopPoints;
  @Inject RelayFigures figures;

  private final Semaphore wake = new Semaphore(0);
  private volatile boolean stopped;
  private volatile boolean running;
  private volatile @Nullable Thread thread;

  /// Starts relaying on this node; to be called once, where the node is a worker.
  public void start() {
    running = true;
    thread = threads.startPlatform("relay", this::run);
  }

  void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Outbox.Announced announced) {
    wake.release();
  }

  private void run() {
    while (!stopped) {
      try (var turn = new RelayTurn(database, stream, topics, figures, stopPoints)) {
        turn.awaitLock(() -> stopped);
        LOG.log(Level.INFO, "event=relay.holds");
        carry(turn);
      } catch (SQLException | RuntimeException e) {
        if (!stopped) {
          figures.fault();
          LOG.log(Level.WARNING, "event=relay.lost cause={0}", describe(e));
          pause(RETRY);
        }
      }
    }
  }

  private void carry(RelayTurn turn) throws SQLException {
    turn.resume();
    while (!stopped) {
      wake.drainPermits();
      var carried = turn.carry();
      turn.beat();
      if (carried == 0) {
        await(POLL);
      } else if (carried > 1) {
        // Under load a short pause makes one batch of what would be several.
        pause(Duration.ofMillis(2));
      }
    }
  }

  private void await(Duration longest) {
    try {
      if (wake.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }

  private void pause(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }

  private static String describe(Exception e) {
    return e instanceof PublishException publish
        ? "publish " + publish.reason()
        : String.valueOf(e.getMessage());
  }

  /// Whether this node takes part in relaying.
  public boolean isRunning() {
    return running;
  }

  /// Ends the turn, so that another node takes the lock at once.
  public void end() {
    stop();
    var turning = thread;
    if (turning == null) {
      return;
    }
    try {
      turning.join(END);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @PreDestroy
  void stop() {
    stopped = true;
    wake.release();
  }
}
