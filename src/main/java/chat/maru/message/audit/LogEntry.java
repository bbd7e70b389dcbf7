package chat.maru.message.audit;

import chat.maru.event.LogRecord;
import chat.maru.platform.stream.Received;
import chat.maru.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/// A record of the ordered log, as far as an audit looks into it.
///
/// @param timestamp the relay's clock, in milliseconds
/// @param outboxId 0 in a heartbeat and in what is no record
/// @param eventId which acceptance it decides; empty where it decides none
/// @param message what it says of a message that was stored
public record LogEntry(
    long offset, long timestamp, long outboxId, String eventId, Optional<LoggedMessage> message) {

  /// What the log says of a message that was stored.
  ///
  /// @param contentDigest SHA-256 of its text
  public record LoggedMessage(
      long offset,
      long outboxId,
      long channelId,
      long id,
      int seq,
      long authorId,
      String clientMsgId,
      String eventId,
      String contentDigest) {

    StoredRow.Id place() {
      return new StoredRow.Id(channelId, id);
    }
  }

  /// Reads a record. What no reader of the log takes for a record says nothing: junk, and what a
  /// newer build wrote.
  public static LogEntry read(Received received) {
    try {
      var value = received.value();
      return value == null ? nothing(received) : read(received, Json.tree(value));
    } catch (IOException _) {
      return nothing(received);
    }
  }

  private static LogEntry read(Received received, JsonNode record) {
    var eventId = eventId(record.path("origin"));
    var outboxId = record.path("outboxId").asLong();
    if (outboxId <= 0 || record.path("v").asInt(Integer.MAX_VALUE) > LogRecord.VERSION) {
      return nothing(received);
    }
    return new LogEntry(
        received.offset(),
        received.timestamp(),
        outboxId,
        eventId,
        record.path("type").asText().equals("MESSAGE_CREATE")
            ? Optional.of(message(received.offset(), outboxId, record))
            : Optional.empty());
  }

  private static LoggedMessage message(long offset, long outboxId, JsonNode record) {
    var shown = record.path("payload");
    var origin = record.path("origin");
    return new LoggedMessage(
        offset,
        outboxId,
        shown.path("channel_id").asLong(),
        shown.path("id").asLong(),
        shown.path("seq").asInt(),
        origin.path("senderId").asLong(),
        origin.path("clientMsgId").asText(),
        eventId(origin),
        Digests.sha256(shown.path("content").asText()));
  }

  private static String eventId(JsonNode origin) {
    return origin.path("eventId").asText("").toLowerCase(Locale.ROOT);
  }

  private static LogEntry nothing(Received received) {
    return new LogEntry(received.offset(), received.timestamp(), 0, "", Optional.empty());
  }
}
