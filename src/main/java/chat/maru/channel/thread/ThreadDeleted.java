package chat.maru.channel.thread;

/// A thread ends. Observed in the transaction that ends it, under the locks of its guild, of the
/// head of the channel that it is in, and of its own.
public record ThreadDeleted(long guildId, long parentId, long threadId) {}
