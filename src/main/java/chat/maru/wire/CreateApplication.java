package chat.maru.wire;

import org.jspecify.annotations.Nullable;

/// The body of POST `/applications`.
public record CreateApplication(@Nullable String name, @Nullable String description) {}
