package chat.maru.wire;

import chat.maru.kernel.Patch;

/// The body of PATCH `/guilds/{guild_id}/widget`.
public record ModifyWidget(Patch<Boolean> enabled, Patch<Long> channelId) {}
