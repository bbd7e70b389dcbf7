package chat.maru.wire;

import org.jspecify.annotations.Nullable;

/// The body of `POST /auth/refresh`.
public record RefreshTokens(@Nullable String refreshToken) {}
