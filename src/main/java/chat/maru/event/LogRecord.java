package chat.maru.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// One record of the ordered log, `{v, type, key, outboxId, audience, payload}`: an envelope of its
/// own, versioned apart from the clients' JSON. Readers ignore fields they do not know and skip
/// types they do not know (ADR 0007).
///
/// @param v the envelope's version
/// @param outboxId rises with every commit of the same key; 0 in a heartbeat
/// @param payload the `d` that clients get
/// @param origin what the server itself needs of a message's way: never shown to clients
public record LogRecord(
    int v,
    String type,
    long key,
    @JsonProperty("outboxId") long outboxId,
    Audience audience,
    JsonNode payload,
    Optional<Origin> origin) {

  /// The version that this build writes; it reads every version up to it.
  public static final int VERSION = 1;

  /// The type of the records by which the relay says that it lives; not for clients.
  public static final String HEARTBEAT = "HEARTBEAT";

  /// Whether this is a heartbeat, and records that are older than it may come after it.
  public boolean isBehind() {
    return payload.path("behind").asBoolean();
  }

  /// Returns the same record with the id under which it lies in the outbox.
  public LogRecord withOutboxId(long id) {
    return new LogRecord(v, type, key, id, audience, payload, origin);
  }

  /// Where a stored message came from, for the call that waits for it.
  public record Origin(
      @JsonProperty("eventId") String eventId,
      @JsonProperty("clientMsgId") String clientMsgId,
      @JsonProperty("senderId") long senderId) {}
}
