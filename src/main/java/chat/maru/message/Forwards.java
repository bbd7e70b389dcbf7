package chat.maru.message;

import chat.maru.access.Gate;
import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.kernel.Problem;
import chat.maru.wire.CreateMessage;
import chat.maru.wire.Json;
import chat.maru.wire.MessageReferenceJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/// Messages that show another one, of any channel that the sender may read, as it was when it was
/// forwarded (reference: "Message reference types").
@ApplicationScoped
class Forwards {
  static final int HAS_SNAPSHOT = 1 << 14;
  private static final int FORWARD = 1;

  private static final List<String> SHOWN =
      List.of(
          "type",
          "content",
          "mentions",
          "mention_roles",
          "attachments",
          "embeds",
          "timestamp",
          "edited_timestamp",
          "flags",
          "components");

  @Inject Gate gate;
  @Inject MessageReader reader;

  /// What is forwarded, and what it was.
  record Forward(MessageReferenceJson reference, JsonNode snapshot) {}

  static boolean isForward(MessageReferenceJson reference) {
    return reference.type() != null && reference.type() == FORWARD;
  }

  /// Finds what a body forwards; empty if it forwards nothing.
  ///
  /// @throws chat.maru.kernel.ApiException 10008 for what is not there or not to be read,
  ///     50068 for polls and what the system wrote
  Optional<Forward> find(Grant grant, CreateMessage body) {
    var reference = body.messageReference();
    if (reference == null || !isForward(reference) || reference.messageId() == null) {
      return Optional.empty();
    }
    var channelId = reference.channelId();
    var from = channelId == null ? grant : gate.channel(grant.actor(), channelId);
    from.require(Permission.READ_MESSAGE_HISTORY);
    var source =
        reader
            .findToForward(from, reference.messageId())
            .map(message -> (ObjectNode) Json.toTree(message))
            .orElseThrow(Problem.UNKNOWN_MESSAGE::error);
    var snapshot = JsonNodeFactory.instance.objectNode();
    snapshot.set("message", source.retain(SHOWN));
    return Optional.of(
        new Forward(
            new MessageReferenceJson(
                FORWARD,
                reference.messageId(),
                from.channelId(),
                from.guildId() == 0 ? null : from.guildId(),
                null),
            snapshot));
  }
}
