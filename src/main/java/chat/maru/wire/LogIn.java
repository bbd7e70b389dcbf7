package chat.maru.wire;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The body of `POST /auth/login`.
///
/// @param login another name for `email`, which Discord's own clients use
/// @param device what the session is called in the list of sessions; the `User-Agent` if left out
public record LogIn(
    @Nullable String email,
    @Nullable String login,
    @Nullable String password,
    Optional<String> device) {}
