package chat.maru.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A message as clients see it (reference: "Message object"), with Maru's `seq`: its place in the
/// channel, gapless from 1.
///
/// @param webhookId the author, where that is a webhook; its name and picture are those of this
///     message alone
/// @param applicationId the application whose webhook it is
/// @param nonce as the sender gave it; only in the event and in the answer to the sender's call
/// @param messageSnapshots the forwarded message as it was, only in forwards
/// @param reactions left out where there are none, and in events
/// @param thread what has begun with it
/// @param guildId only in events
/// @param member the author's membership without its user; only in events
@RecordBuilder
public record MessageJson(
    long id,
    long channelId,
    int seq,
    int type,
    String content,
    UserJson author,
    Optional<Long> webhookId,
    Optional<Long> applicationId,
    Instant timestamp,
    @Nullable Instant editedTimestamp,
    boolean tts,
    boolean mentionEveryone,
    List<UserJson> mentions,
    List<Long> mentionRoles,
    List<AttachmentJson> attachments,
    List<EmbedJson> embeds,
    List<JsonNode> components,
    boolean pinned,
    int flags,
    Optional<JsonNode> nonce,
    Optional<MessageReferenceJson> messageReference,
    Optional<JsonNode> referencedMessage,
    Optional<List<JsonNode>> messageSnapshots,
    Optional<PollJson> poll,
    Optional<List<ReactionJson>> reactions,
    Optional<ChannelJson> thread,
    Optional<Long> guildId,
    Optional<MessageMemberJson> member)
    implements MessageJsonBuilder.With {

  /// Returns the form that events carry.
  ///
  /// @param guild empty for a room
  public MessageJson inEvent(
      Optional<Long> guild, Optional<MessageMemberJson> author, Optional<JsonNode> echo) {
    return with().guildId(guild).member(author).nonce(echo).build();
  }

  /// Returns the form for a bot that may not read what others write (reference: "Message Content
  /// Intent").
  public MessageJson withoutContent() {
    return with()
        .content("")
        .attachments(List.of())
        .embeds(List.of())
        .components(List.of())
        .referencedMessage(
            referencedMessage.map(
                node -> node instanceof ObjectNode referenced ? withoutContent(referenced) : node))
        .messageSnapshots(Optional.empty())
        .poll(Optional.empty())
        .build();
  }

  /// The same of a message that is a tree already.
  public static ObjectNode withoutContent(ObjectNode message) {
    var without = message.deepCopy();
    if (without.has("content")) {
      without.put("content", "");
    }
    for (var list : new String[] {"embeds", "attachments", "components"}) {
      if (without.has(list)) {
        without.putArray(list);
      }
    }
    without.remove(List.of("poll", "message_snapshots"));
    if (without.get("referenced_message") instanceof ObjectNode referenced) {
      without.set("referenced_message", withoutContent(referenced));
    }
    return without;
  }
}
