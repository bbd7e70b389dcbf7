package chat.maru.proof.check;

import chat.maru.proof.check.Evidence.Logged;
import chat.maru.proof.check.Evidence.Outcome;
import chat.maru.proof.check.Evidence.Told;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// Reads a record of the ordered log, `{v, type, key, outboxId, audience, payload, origin}`.
final class LogReading {
  private LogReading() {}

  static Logged of(long offset, JsonNode record) {
    var type = record.path("type").asText();
    return new Logged(
        offset,
        type,
        record.path("key").asLong(),
        record.path("outboxId").asLong(),
        isOfOneMessage(type) ? Optional.of(told(record)) : Optional.empty(),
        type.equals("message.outcome") ? Optional.of(outcome(record)) : Optional.empty());
  }

  private static boolean isOfOneMessage(String type) {
    return switch (type) {
      case "MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE" -> true;
      default -> false;
    };
  }

  private static Told told(JsonNode record) {
    var message = record.path("payload");
    return new Told(
        message.path("channel_id").asLong(),
        message.path("id").asLong(),
        message.path("seq").asInt(),
        message.path("author").path("id").asLong(),
        text(message.path("content")),
        text(record.path("origin").path("clientMsgId")));
  }

  private static Outcome outcome(JsonNode record) {
    var told = record.path("payload");
    return new Outcome(
        record.path("audience").path("channel_id").asLong(record.path("key").asLong()),
        record.path("audience").path("user_id").asLong(),
        told.path("eventId").asText(),
        told.path("clientMsgId").asText(),
        told.path("status").asText(),
        number(told.path("id")).map(JsonNode::asLong),
        number(told.path("seq")).map(JsonNode::asInt));
  }

  private static Optional<JsonNode> number(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
  }
}
