package chat.maru.wire;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The body of `POST /auth/register`.
///
/// @param device what the session is called in the list of sessions; the `User-Agent` if left out
public record RegisterAccount(
    @Nullable String username,
    @Nullable String email,
    @Nullable String password,
    @Nullable String globalName,
    Optional<String> device) {}
