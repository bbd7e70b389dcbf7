package chat.maru.message;

import chat.maru.event.LogRecord;
import chat.maru.kernel.ApiException;
import chat.maru.kernel.Problem;
import chat.maru.message.log.MessageOutcome;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The calls on this node that wait for their message to be decided. The node's log tail completes
/// them.
@ApplicationScoped
public class Receipts {
  /// How long a call waits, after its message was accepted.
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration STUCK = Duration.ofSeconds(2);

  private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
  private volatile long progressAt = System.nanoTime();

  private record Waiting(CompletableFuture<Decided> decided, long sinceNanos) {}

  /// How a message was decided.
  public sealed interface Decided {
    /// Stored: the whole object, as the event shows it.
    record Stored(JsonNode message) implements Decided {}

    /// Known already: the first one's id.
    record Duplicate(long messageId) implements Decided {}

    /// Refused after it had been accepted.
    record Refused(Problem problem) implements Decided {}
  }

  /// Starts waiting; to be called before the message is published.
  void expect(String eventId) {
    waiting.put(eventId, new Waiting(new CompletableFuture<>(), System.nanoTime()));
  }

  /// Waits until the message is decided.
  ///
  /// @throws ApiException 503 [Problem#NOT_STORED_IN_TIME] if that takes longer than 5 s
  Decided await(String eventId) {
    var mine = waiting.get(eventId);
    if (mine == null) {
      throw new IllegalStateException("not expected: " + eventId);
    }
    try {
      return mine.decided().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw Problem.NOT_STORED_IN_TIME.error().retryAfter(Duration.ofSeconds(1));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Problem.NOT_STORED_IN_TIME.error().retryAfter(Duration.ofSeconds(1));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  void forget(String eventId) {
    waiting.remove(eventId);
  }

  /// Reads a record of the log: completes the call that waits for it, if it is on this node.
  public void complete(LogRecord record) {
    progressAt = System.nanoTime();
    record
        .origin()
        .map(origin -> waiting.get(origin.eventId()))
        .ifPresent(mine -> mine.decided().complete(decided(record)));
  }

  /// Whether storing makes no progress: somebody waits for longer than 2 s and nothing has come
  /// from the log for as long.
  boolean stuck() {
    var now = System.nanoTime();
    return now - progressAt > STUCK.toNanos()
        && waiting.values().stream().anyMatch(w -> now - w.sinceNanos() > STUCK.toNanos());
  }

  private static Decided decided(LogRecord record) {
    if (!record.type().equals(MessageOutcome.TYPE)) {
      return new Decided.Stored(record.payload());
    }
    var outcome = MessageOutcome.read(record.payload());
    return outcome.id().isPresent() && outcome.status().equals(MessageOutcome.DUPLICATE)
        ? new Decided.Duplicate(outcome.id().get())
        : new Decided.Refused(outcome.problem());
  }
}
