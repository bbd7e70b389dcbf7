package chat.maru.channel;

/// A channel of a guild ends. Observed in the transaction that ends it, under the guild's lock.
public record ChannelDeleted(long guildId, long channelId) {}
