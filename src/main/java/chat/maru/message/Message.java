package chat.maru.message;

import chat.maru.kernel.Snowflake;
import chat.maru.wire.Json;
import chat.maru.wire.MessageJson;
import chat.maru.wire.MessageReferenceJson;
import chat.maru.wire.UserJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A stored message as the list queries project it.
///
/// @param mentions the ids of mentioned users
/// @param extra what has no column of its own: `tts`, `mention_everyone`
record Message(
    long id,
    long channelId,
    int seq,
    long authorId,
    int type,
    String content,
    int flags,
    Optional<MessageReferenceJson> reference,
    List<Long> mentions,
    Extra extra,
    @Nullable Instant editedAt) {

  private static final int DEFAULT = 0;
  private static final int REPLY = 19;
  private static final int CHAT_INPUT_COMMAND = 20;
  private static final int CONTEXT_MENU_COMMAND = 23;

  /// What is stored beside the columns.
  record Extra(boolean tts, boolean mentionEveryone) {}

  /// Returns everybody whose name the message shows.
  Stream<Long> people() {
    return Stream.concat(Stream.of(authorId), mentions.stream());
  }

  /// Whether the message answers another one, whose object clients expect beside it.
  boolean isReply() {
    return type == REPLY && reference.isPresent();
  }

  /// Whether it tells of an event instead of carrying somebody's words.
  boolean isSystem() {
    return switch (type) {
      case DEFAULT, REPLY, CHAT_INPUT_COMMAND, CONTEXT_MENU_COMMAND -> false;
      default -> true;
    };
  }

  /// Returns the message with other flags.
  Message withFlags(int changed) {
    return new Message(
        id, channelId, seq, authorId, type, content, changed, reference, mentions, extra, editedAt);
  }

  /// Returns the message with another text.
  Message edited(String text, List<Long> mentioned, boolean everyone, Instant at) {
    return new Message(
        id,
        channelId,
        seq,
        authorId,
        type,
        text,
        flags,
        reference,
        mentioned,
        new Extra(extra.tts(), everyone),
        at);
  }

  /// Returns the wire form.
  ///
  /// @param users everybody of [#people], as far as known
  /// @param referenced the answered message, absent where it is gone
  MessageJson json(Map<Long, UserJson> users, Optional<MessageJson> referenced) {
    var author =
        users.getOrDefault(authorId, UserJson.of(authorId, "deleted-user", null, null, false));
    return new MessageJson(
        id,
        channelId,
        seq,
        type,
        content,
        author,
        Snowflake.time(id),
        editedAt,
        extra.tts(),
        extra.mentionEveryone(),
        mentions.stream().map(users::get).filter(Objects::nonNull).toList(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        false,
        flags,
        Optional.empty(),
        reference,
        isReply() ? Optional.of(referencedNode(referenced)) : Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static JsonNode referencedNode(Optional<MessageJson> referenced) {
    return referenced.<JsonNode>map(Json::toTree).orElse(NullNode.getInstance());
  }
}
