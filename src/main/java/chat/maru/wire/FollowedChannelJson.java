package chat.maru.wire;

/// That a channel is followed (reference: "Followed Channel Object").
///
/// @param webhookId by which its messages come
public record FollowedChannelJson(long channelId, long webhookId) {}
