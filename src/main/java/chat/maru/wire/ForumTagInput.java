package chat.maru.wire;

import org.jspecify.annotations.Nullable;

/// A tag as a client asks for it.
///
/// @param id of a tag that there is already; a new one has none
public record ForumTagInput(
    @Nullable Long id,
    @Nullable String name,
    @Nullable Boolean moderated,
    @Nullable Long emojiId,
    @Nullable String emojiName) {}
