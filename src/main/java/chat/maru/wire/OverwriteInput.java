package chat.maru.wire;

import org.jspecify.annotations.Nullable;

/// An overwrite as clients send it; what is left out of `allow` and `deny` is nothing.
public record OverwriteInput(
    @Nullable Long id, @Nullable Integer type, @Nullable Long allow, @Nullable Long deny) {}
