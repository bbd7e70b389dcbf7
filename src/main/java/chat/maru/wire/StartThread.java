package chat.maru.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of the operations that start a thread.
///
/// @param autoArchiveDuration minutes
/// @param type left out for a thread on a message and for a post, whose types follow from where
///     they are
/// @param message what a post in a forum says; for nothing else
public record StartThread(
    @Nullable String name,
    @Nullable Integer autoArchiveDuration,
    @Nullable Integer rateLimitPerUser,
    @Nullable Integer type,
    @Nullable Boolean invitable,
    @Nullable List<@Nullable Long> appliedTags,
    @Nullable CreateMessage message) {}
