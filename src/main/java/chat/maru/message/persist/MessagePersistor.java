package chat.maru.message.persist;

import chat.maru.event.StopPoints;
import chat.maru.kernel.PlantedFault;
import chat.maru.message.log.MessageAccepted;
import chat.maru.platform.http.Outage;
import chat.maru.platform.stream.Batch;
import chat.maru.platform.stream.Received;
import chat.maru.wire.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Stores what was accepted: the consumer group `chat-persistor`. Idempotent, so that any batch may
/// come again.
///
/// An outage of the database is waited out, however long; an event that fails five times for its
/// own fault is set aside and its sender told, and the partition goes on.
@ApplicationScoped
public class MessagePersistor {
  private static final System.Logger LOG = System.getLogger(MessagePersistor.class.getName());
  private static final int ATTEMPTS = 5;
  private static final Duration PAUSE = Duration.ofMillis(200);

  @Inject MessageWriter writer;
  @Inject PoisonBox poison;
  @Inject PersistFigures figures;
  @Inject StopPoints stopPoints;

  /// Stores the batch; returning lets its offsets be committed.
  @Incoming("messages-in")
  public void persist(Batch batch) throws InterruptedException {
    var started = System.nanoTime();
    var events = new ArrayList<MessageAccepted>();
    for (var received : batch.records()) {
      try {
        events.add(decode(received));
      } catch (IOException | RuntimeException e) {
        poison.setAside(received, "undecodable: " + fault(e));
      }
    }
    if (!events.isEmpty()) {
      store(events);
    }
    figures.persisted(events.size(), System.nanoTime() - started);
    stopPoints.reached(StopPoints.Point.BEFORE_OFFSET_COMMIT);
  }

  private static MessageAccepted decode(Received received) throws IOException {
    if (received.value() == null) {
      throw new IllegalArgumentException("no value");
    }
    var event = Json.read(received.value(), MessageAccepted.class);
    if (event == null || event.v() < 1 || event.v() > MessageAccepted.VERSION) {
      throw new IllegalArgumentException("unknown version");
    }
    if (!event.isWhole()) {
      throw new IllegalArgumentException("incomplete");
    }
    return event;
  }

  /// Says what went wrong without anything of what was written: the database quotes whole rows.
  private static String fault(Throwable failure) {
    for (Throwable at = failure; ; at = at.getCause()) {
      if (at instanceof SQLException sql && sql.getSQLState() != null) {
        return "SQLSTATE " + sql.getSQLState();
      }
      if (at.getCause() == null) {
        return at instanceof IllegalArgumentException && at == failure
            ? String.valueOf(at.getMessage())
            : at.getClass().getSimpleName();
      }
    }
  }

  /// Stores all in one transaction; where that fails for a fault of some event, one by one.
  private void store(List<MessageAccepted> events) throws InterruptedException {
    for (var attempt = 1; ; attempt++) {
      try {
        figures.written(writer.write(events));
        stopPoints.reached(StopPoints.Point.AFTER_COMMIT);
        return;
      } catch (RuntimeException e) {
        if (PlantedFault.FAILURE_SWALLOWED.isPlanted()) {
          return;
        }
        if (!Outage.of(e)) {
          if (events.size() > 1 && attempt > 1) {
            isolate(events);
            return;
          }
          if (attempt >= ATTEMPTS) {
            LOG.log(
                Level.ERROR,
                "event=message.poisoned event_id={0} cause=\"{1}\"",
                events.getFirst().eventId(),
                fault(e));
            poison.setAside(events.getFirst(), "not storable: " + fault(e));
            return;
          }
        } else {
          attempt = 0;
          figures.outage();
          LOG.log(Level.WARNING, "event=persist.waiting cause={0}", e.toString());
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  private void isolate(List<MessageAccepted> events) throws InterruptedException {
    for (var event : events) {
      store(List.of(event));
    }
  }
}
