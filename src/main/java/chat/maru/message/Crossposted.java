package chat.maru.message;

/// A message of an announcement channel was published. Observed in the transaction that publishes
/// it, under the lock of its channel's head.
public record Crossposted(long channelId, long messageId) {}
