package chat.maru.wire;

import org.jspecify.annotations.Nullable;

/// What posts of a forum can be marked with (reference: "Forum Tag object").
///
/// @param moderated whether only those with MANAGE_THREADS may put it on and take it off
/// @param emojiId an emoji of the guild; null for a plain one, or none
public record ForumTagJson(
    long id, String name, boolean moderated, @Nullable Long emojiId, @Nullable String emojiName) {}
