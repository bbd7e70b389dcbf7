package chat.maru.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// Who hears of a change. The audience also names the key of the log record: the row whose lock
/// orders
/// it (design section 3).
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
  record Channel(long channelId, long guildId) implements Audience {
    @Override
    public long key() {
      return channelId;
    }
  }

  /// Every member of the guild.
  record Guild(long guildId) implements Audience {
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
