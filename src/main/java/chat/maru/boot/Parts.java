package chat.maru.boot;

import chat.maru.platform.Threads;
import chat.maru.platform.redis.Redis;
import chat.maru.platform.sql.DatabaseProbe;
import chat.maru.platform.stream.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/// Asks the services around this node whether they are there. All are asked at once and given
/// 700 ms, so that a health check is answered within a second whatever hangs.
@ApplicationScoped
public class Parts {
  private static final System.Logger LOG = System.getLogger(Parts.class.getName());
  private static final Duration PATIENCE = Duration.ofMillis(700);

  @Inject Threads threads;
  @Inject DatabaseProbe database;
  @Inject Topics topics;
  @Inject Redis redis;

  private final Probe postgresql = new Probe("postgresql");
  private final Probe kafka = new Probe("kafka");
  private final Probe cache = new Probe("redis");

  /// Which services answered in time.
  public record Answers(boolean postgresql, boolean kafka, boolean redis) {}

  /// Asks all.
  public Answers ask() {
    var end = System.nanoTime() + PATIENCE.toNanos();
    var first = postgresql.ask(database::ask);
    var second = kafka.ask(topics::ask);
    var third = cache.ask(this::askRedis);
    return new Answers(
        postgresql.answered(first, end), kafka.answered(second, end), cache.answered(third, end));
  }

  private void askRedis() throws IOException {
    if (!redis.ping()) {
      throw new IOException("no answer");
    }
  }

  private interface Question {
    void ask() throws Exception;
  }

  /// One question at a time: while one hangs, further checks wait for the same answer.
  private final class Probe {
    private final String name;
    private final AtomicReference<CompletableFuture<Void>> running = new AtomicReference<>();

    Probe(String name) {
      this.name = name;
    }

    CompletableFuture<Void> ask(Question question) {
      var mine = new CompletableFuture<Void>();
      var current = running.updateAndGet(old -> old == null || old.isDone() ? mine : old);
      if (current == mine) {
        threads.start("health-" + name, () -> run(question, mine));
      }
      return current;
    }

    private void run(Question question, CompletableFuture<Void> answer) {
      try {
        question.ask();
        answer.complete(null);
      } catch (Exception e) {
        answer.completeExceptionally(e);
      }
    }

    boolean answered(CompletableFuture<Void> answer, long endNanos) {
      try {
        answer.get(Math.max(0, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        return true;
      } catch (ExecutionException | TimeoutException e) {
        LOG.log(Level.WARNING, "event=part.away part={0} cause=\"{1}\"", name, e.toString());
        return false;
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
