package chat.maru.wire;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The body of `POST /auth/logout`; all of it may be left out.
///
/// @param refreshToken names the session to end, where no access token does
/// @param all whether every session of the caller ends
public record LogOut(@Nullable String refreshToken, Optional<Boolean> all) {}
