package chat.maru.wire;

import chat.maru.kernel.Patch;

/// The body of PATCH `/guilds/{guild_id}/members/@me`.
public record ModifyCurrentMember(Patch<String> nick) {}
