package chat.maru.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// Who hears of a change. The audience also names the key of the log record: the row whose lock
/// orders it (design section 3).
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "of")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Audience.Channel.class, name = "channel"),
  @JsonSubTypes.Type(value = Audience.Guild.class, name = "guild"),
  @JsonSubTypes.Type(value = Audience.User.class, name = "user"),
  @JsonSubTypes.Type(value = Audience.Sender.class, name = "sender")
})
public sealed interface Audience {

  /// Returns the id of the channel, guild or user whose row orders the record.
  long key();

  /// Those who may see the channel.
  ///
  /// @param guildId the channel's guild; 0 for a room, whose recipients hear it
  /// @param anyOf permissions of which they need one there besides; 0 for none
  record Channel(long channelId, long guildId, long anyOf) implements Audience {
    /// Everybody who may see it.
    public Channel(long channelId, long guildId) {
      this(channelId, guildId, 0);
    }

    @Override
    public long key() {
      return channelId;
    }
  }

  /// The members of the guild.
  ///
  /// @param anyOf permissions of which they need one in the guild as a whole; 0 for none
  record Guild(long guildId, long anyOf) implements Audience {
    /// Every member.
    public Guild(long guildId) {
      this(guildId, 0);
    }

    @Override
    public long key() {
      return guildId;
    }
  }

  /// Every session of one user.
  record User(long userId) implements Audience {
    @Override
    public long key() {
      return userId;
    }
  }

  /// The sender of a message alone, ordered with the messages of its channel.
  record Sender(long channelId, long userId) implements Audience {
    @Override
    public long key() {
      return channelId;
    }
  }
}
