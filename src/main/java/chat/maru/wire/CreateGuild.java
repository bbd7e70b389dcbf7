package chat.maru.wire;

import org.jspecify.annotations.Nullable;

/// The body of POST `/guilds`.
public record CreateGuild(@Nullable String name, @Nullable String icon) {}
