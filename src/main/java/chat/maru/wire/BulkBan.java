package chat.maru.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of POST `/guilds/{guild_id}/bulk-ban`.
public record BulkBan(
    @Nullable List<@Nullable Long> userIds, @Nullable Integer deleteMessageSeconds) {}
