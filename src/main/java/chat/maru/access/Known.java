package chat.maru.access;

import java.util.Optional;
import java.util.function.LongFunction;

/// Where a decision takes what it is computed from.
record Known(
    LongFunction<Optional<GuildRights>> guilds,
    OfTwo<Optional<MemberRights>> members,
    LongFunction<Optional<GuildRights.Channel>> channels,
    OfTwo<Boolean> recipients) {

  /// By where, and by whom.
  interface OfTwo<T> {
    T get(long where, long userId);
  }

  Optional<GuildRights> guild(long guildId) {
    return guilds.apply(guildId);
  }

  Optional<MemberRights> member(long guildId, long userId) {
    return members.get(guildId, userId);
  }

  boolean isRecipient(long channelId, long userId) {
    return recipients.get(channelId, userId);
  }

  /// A thread has the overwrites of the channel that it is in.
  Optional<GuildRights.Channel> channel(long channelId) {
    var channel = channels.apply(channelId);
    return channel.filter(GuildRights.Channel::isThread).isEmpty()
        ? channel
        : channels.apply(channel.get().parentId()).map(channel.get()::within);
  }
}
