package chat.maru.wire;

import chat.maru.kernel.Patch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of PATCH `/channels/{channel_id}`.
public record ModifyChannel(
    Patch<String> name,
    Patch<Integer> type,
    Patch<String> topic,
    Patch<Integer> position,
    Patch<Long> parentId,
    Patch<Boolean> nsfw,
    Patch<Integer> rateLimitPerUser,
    Patch<Integer> bitrate,
    Patch<Integer> userLimit,
    Patch<List<@Nullable OverwriteInput>> permissionOverwrites) {}
