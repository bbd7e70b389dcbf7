package chat.maru.wire;

import chat.maru.kernel.Patch;
import java.time.Instant;
import java.util.List;

/// The body of PATCH `/guilds/{guild_id}/members/{user_id}`.
public record ModifyMember(
    Patch<String> nick,
    Patch<List<Long>> roles,
    Patch<Boolean> mute,
    Patch<Boolean> deaf,
    Patch<Long> channelId,
    Patch<Instant> communicationDisabledUntil,
    Patch<Integer> flags) {}
