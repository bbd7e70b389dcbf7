package chat.maru.wire;

import chat.maru.kernel.Patch;
import org.jspecify.annotations.Nullable;

/// One line of the body of PATCH `/guilds/{guild_id}/channels`.
public record MoveChannel(
    @Nullable Long id,
    @Nullable Integer position,
    Patch<Long> parentId,
    @Nullable Boolean lockPermissions) {}
