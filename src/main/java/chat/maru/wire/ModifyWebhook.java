package chat.maru.wire;

import chat.maru.kernel.Patch;

/// The body of PATCH `/webhooks/{webhook_id}`.
///
/// @param channelId where it goes, within its guild; not for those who have nothing but the token
public record ModifyWebhook(Patch<String> name, Patch<String> avatar, Patch<Long> channelId) {}
