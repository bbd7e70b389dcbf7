package chat.maru.wire;

import org.jspecify.annotations.Nullable;

/// The body of POST `/channels/{channel_id}/followers`.
///
/// @param webhookChannelId the channel that is to follow
public record FollowChannel(@Nullable Long webhookChannelId) {}
