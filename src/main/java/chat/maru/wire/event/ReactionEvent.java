package chat.maru.wire.event;

import chat.maru.wire.MemberJson;
import chat.maru.wire.ReactionJson;
import java.util.List;
import java.util.Optional;

/// What happens to the reactions of a message.
public sealed interface ReactionEvent extends Dispatch {

  /// Somebody has reacted.
  record Add(Added body) implements ReactionEvent {
    @Override
    public String type() {
      return "MESSAGE_REACTION_ADD";
    }
  }

  /// A reaction of one user is gone.
  record Remove(Removed body) implements ReactionEvent {
    @Override
    public String type() {
      return "MESSAGE_REACTION_REMOVE";
    }
  }

  /// All reactions of a message are gone.
  record RemoveAll(Cleared body) implements ReactionEvent {
    @Override
    public String type() {
      return "MESSAGE_REACTION_REMOVE_ALL";
    }
  }

  /// All reactions with one emoji are gone.
  record RemoveEmoji(EmojiCleared body) implements ReactionEvent {
    @Override
    public String type() {
      return "MESSAGE_REACTION_REMOVE_EMOJI";
    }
  }

  /// @param member who reacted, in a guild
  record Added(
      long userId,
      long channelId,
      long messageId,
      Optional<Long> guildId,
      Optional<MemberJson> member,
      ReactionJson.Emoji emoji,
      long messageAuthorId,
      boolean burst,
      List<String> burstColors,
      int type) {}

  record Removed(
      long userId,
      long channelId,
      long messageId,
      Optional<Long> guildId,
      ReactionJson.Emoji emoji,
      boolean burst,
      int type) {}

  record Cleared(long channelId, long messageId, Optional<Long> guildId) {}

  record EmojiCleared(
      long channelId, long messageId, Optional<Long> guildId, ReactionJson.Emoji emoji) {}
}
