package chat.maru.wire;

import chat.maru.kernel.Patch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of PATCH `/guilds/{guild_id}/emojis/{emoji_id}`.
public record ModifyEmoji(Patch<String> name, Patch<List<@Nullable Long>> roles) {}
