package chat.maru.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of POST `/guilds/{guild_id}/emojis`.
///
/// @param image a data URI of at most 256 KiB
public record CreateEmoji(
    @Nullable String name, @Nullable String image, @Nullable List<@Nullable Long> roles) {}
