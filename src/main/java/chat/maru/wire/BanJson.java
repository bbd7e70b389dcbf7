package chat.maru.wire;

import org.jspecify.annotations.Nullable;

/// A ban (reference: "Ban object").
public record BanJson(@Nullable String reason, UserJson user) {}
