package chat.maru.app.follow;

import chat.maru.app.follow.Crossposts.Crosspost;
import chat.maru.event.LogRecord;
import chat.maru.message.MessageCopies;
import chat.maru.platform.http.Outage;
import chat.maru.platform.stream.Batch;
import chat.maru.platform.stream.Received;
import chat.maru.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/// Reads the ordered log for published messages that have changed or are gone, and has their copies
/// follow: the consumer group `crossposter`. Idempotent, so that any batch may come again.
///
/// An outage of the database is waited out. A copy that fails five times for its own fault is left
/// as it is, which a later change of its source mends; the others go on.
@ApplicationScoped
public class CrosspostLog {
  private static final System.Logger LOG = System.getLogger(CrosspostLog.class.getName());
  private static final String UPDATED = "MESSAGE_UPDATE";
  private static final String DELETED = "MESSAGE_DELETE";
  private static final String DELETED_BULK = "MESSAGE_DELETE_BULK";
  private static final Set<String> READ = Set.of(UPDATED, DELETED, DELETED_BULK);
  private static final int ATTEMPTS = 5;
  private static final int PAGE = 100;
  private static final Duration PAUSE = Duration.ofMillis(200);

  @Inject Crossposts crossposts;
  @Inject CrosspostCopier copier;

  /// What of a record tells whether it is worth reading.
  private record Kind(@Nullable String type) {}

  /// Has copies follow; returning lets the offsets be committed.
  @Incoming("crossposts-in")
  public void follow(Batch batch) throws InterruptedException {
    var touched = new LinkedHashSet<Long>();
    for (var received : batch.records()) {
      touched.addAll(touched(received));
    }
    if (!touched.isEmpty()) {
      for (var id : patiently(() -> crossposts.published(touched))) {
        bring(id);
      }
    }
  }

  private void bring(long messageId) throws InterruptedException {
    for (var after = 0L; after >= 0; ) {
      var from = after;
      var page = patiently(() -> crossposts.page(messageId, from, PAGE));
      for (var one : page) {
        copy(one);
      }
      after = page.size() < PAGE ? -1 : page.getLast().follower().webhookId();
    }
  }

  private void copy(Crosspost one) throws InterruptedException {
    for (var attempt = 1; ; attempt++) {
      try {
        patiently(
            () -> {
              copier.copy(one);
              return true;
            });
        return;
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS) {
          LOG.log(
              Level.ERROR,
              "event=crosspost.left message={0} webhook={1} cause={2}",
              one.source().messageId(),
              one.follower().webhookId(),
              e.getClass().getSimpleName());
          return;
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  /// Calls until the database is there.
  private static <T> T patiently(Supplier<T> call) throws InterruptedException {
    while (true) {
      try {
        return call.get();
      } catch (RuntimeException e) {
        if (!Outage.of(e)) {
          throw e;
        }
        LOG.log(Level.WARNING, "event=crosspost.waiting cause={0}", e.toString());
        Thread.sleep(PAUSE);
      }
    }
  }

  /// Which messages a record tells of that may have copies.
  private static List<Long> touched(Received received) {
    try {
      var bytes = received.value();
      var kind = bytes == null ? null : Json.read(bytes, Kind.class);
      if (bytes == null || kind == null || !READ.contains(String.valueOf(kind.type()))) {
        return List.of();
      }
      var record = Json.read(bytes, LogRecord.class);
      return record.v() <= LogRecord.VERSION ? touched(record.type(), record.payload()) : List.of();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "event=crosspost.undecodable offset={0}", received.offset());
      return List.of();
    }
  }

  private static List<Long> touched(String type, JsonNode payload) {
    return switch (type) {
      case UPDATED ->
          (payload.path("flags").asInt() & MessageCopies.CROSSPOSTED) == 0
              ? List.of()
              : List.of(payload.path("id").asLong());
      case DELETED -> List.of(payload.path("id").asLong());
      case DELETED_BULK -> payload.path("ids").valueStream().map(JsonNode::asLong).toList();
      default -> List.of();
    };
  }
}
