package chat.maru.auth;

import chat.maru.kernel.Problem;
import jakarta.enterprise.context.ApplicationScoped;

/// Turns credentials into an [Actor], for every door alike: `Bearer <jwt>`, a bare `<jwt>`, `Bot
/// <token>` and a bare bot token.
@ApplicationScoped
public class Authenticator {

  /// @param credentials an `Authorization` header, or the `token` of IDENTIFY and RESUME
  /// @throws chat.maru.kernel.ApiException 401 for anything that is not valid now
  public Actor authenticate(String credentials) {
    throw Problem.UNAUTHORIZED.error();
  }
}
