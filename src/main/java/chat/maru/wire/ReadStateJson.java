package chat.maru.wire;

import java.time.Instant;

/// How far a user has read a channel.
public record ReadStateJson(long channelId, long lastReadMessageId, Instant readAt) {}
