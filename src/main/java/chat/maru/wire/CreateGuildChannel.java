package chat.maru.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of POST `/guilds/{guild_id}/channels`.
public record CreateGuildChannel(
    @Nullable String name,
    @Nullable Integer type,
    @Nullable String topic,
    @Nullable Integer position,
    @Nullable Long parentId,
    @Nullable Boolean nsfw,
    @Nullable Integer rateLimitPerUser,
    @Nullable Integer bitrate,
    @Nullable Integer userLimit,
    @Nullable List<@Nullable OverwriteInput> permissionOverwrites) {}
