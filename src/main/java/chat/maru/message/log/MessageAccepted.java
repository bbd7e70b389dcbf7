package chat.maru.message.log;

import chat.maru.event.LogRecord;
import chat.maru.message.body.Byline;
import chat.maru.message.body.Parts;
import chat.maru.wire.Json;
import chat.maru.wire.MessageReferenceJson;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What is published to `chat.messages.v1` when a message is accepted (`MessageCreatedEvent` in the
/// design). Fields may be added; a reader sets aside a version that it does not know (ADR 0007).
///
/// @param v the version of this event
/// @param eventId a UUIDv7, new at each acceptance: tells a redelivery from a repeat by the sender
/// @param clientMsgId the idempotency key; the event id where the sender gave none
/// @param traceId the request that it came with
/// @param parts what it holds beside its text; empty for a plain message
/// @param byline of a webhook, which is no user
@RecordBuilder
public record MessageAccepted(
    int v,
    @JsonProperty("eventId") String eventId,
    @JsonProperty("roomId") long roomId,
    @JsonProperty("senderId") long senderId,
    @JsonProperty("clientMsgId") String clientMsgId,
    @JsonProperty("messageType") int messageType,
    String content,
    @JsonProperty("producedAt") Instant producedAt,
    @JsonProperty("traceId") Optional<String> traceId,
    Optional<JsonNode> nonce,
    @JsonProperty("enforceNonce") boolean enforceNonce,
    boolean tts,
    int flags,
    Optional<MessageReferenceJson> reference,
    List<Long> mentions,
    @JsonProperty("mentionEveryone") boolean mentionEveryone,
    Optional<Parts> parts,
    Optional<Byline> byline)
    implements MessageAcceptedBuilder.With {

  public static final int VERSION = 1;

  /// What was not given is read back as a JSON null.
  public MessageAccepted {
    nonce = nonce.filter(given -> !given.isNull());
  }

  /// Whether all is there that every version of this event has: what lies on the log may have been
  /// written by anybody who can reach the broker.
  public boolean isWhole() {
    return roomId > 0
        && senderId > 0
        && Stream.of(eventId, clientMsgId, content, producedAt, mentions)
            .allMatch(Objects::nonNull);
  }

  /// What names this acceptance to the one who sent it.
  public LogRecord.Origin origin() {
    return new LogRecord.Origin(eventId, clientMsgId, senderId);
  }

  /// What makes two messages of one key the same message: all that a reader would see.
  byte[] contentHash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(content.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(
          (flags + "/" + tts + "/" + reference.map(MessageReferenceJson::messageId))
              .getBytes(StandardCharsets.UTF_8));
      parts
          .map(Parts::visible)
          .filter(shown -> !shown.isEmpty())
          .ifPresent(shown -> digest.update(Json.writeBytes(shown)));
      byline.ifPresent(shown -> digest.update(Json.writeBytes(shown)));
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public String contentHashHex() {
    return HexFormat.of().formatHex(contentHash());
  }
}
