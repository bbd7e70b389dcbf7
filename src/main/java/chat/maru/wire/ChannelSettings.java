package chat.maru.wire;

import chat.maru.kernel.Patch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of POST `/guilds/{guild_id}/channels` and of PATCH `/channels/{channel_id}`, with the
/// settings of every kind of channel; each kind takes its own.
///
/// @param invitable of a private thread: whether its members may add others
public record ChannelSettings(
    Patch<String> name,
    Patch<Integer> type,
    Patch<String> topic,
    Patch<Integer> position,
    Patch<Long> parentId,
    Patch<Boolean> nsfw,
    Patch<Integer> rateLimitPerUser,
    Patch<Integer> bitrate,
    Patch<Integer> userLimit,
    Patch<String> rtcRegion,
    Patch<Integer> videoQualityMode,
    Patch<List<@Nullable OverwriteInput>> permissionOverwrites,
    Patch<Integer> defaultAutoArchiveDuration,
    Patch<Integer> defaultThreadRateLimitPerUser,
    Patch<DefaultReactionJson> defaultReactionEmoji,
    Patch<Integer> defaultSortOrder,
    Patch<Integer> defaultForumLayout,
    Patch<List<@Nullable ForumTagInput>> availableTags,
    Patch<Integer> flags,
    Patch<String> icon,
    Patch<Boolean> archived,
    Patch<Integer> autoArchiveDuration,
    Patch<Boolean> locked,
    Patch<Boolean> invitable,
    Patch<List<@Nullable Long>> appliedTags) {}
