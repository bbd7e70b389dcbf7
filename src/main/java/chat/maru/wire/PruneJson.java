package chat.maru.wire;

import org.jspecify.annotations.Nullable;

/// How many members are or would be pruned.
///
/// @param pruned null where the caller did not want to know
public record PruneJson(@Nullable Integer pruned) {}
