package chat.maru.wire;

import org.jspecify.annotations.Nullable;

/// The emoji that is offered first under the posts of a forum: one of the guild, or a plain one.
public record DefaultReactionJson(@Nullable Long emojiId, @Nullable String emojiName) {}
