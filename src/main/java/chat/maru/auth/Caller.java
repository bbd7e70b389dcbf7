package chat.maru.auth;

import chat.maru.kernel.Problem;
import chat.maru.platform.http.RequestHead;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/// Who makes the running HTTP request. Resources ask it for the [Actor] and pass that on.
@RequestScoped
public class Caller {
  @Inject RequestHead head;
  @Inject Authenticator authenticator;

  private @Nullable Actor actor;

  /// Returns the authenticated caller.
  ///
  /// @throws chat.maru.kernel.ApiException 401 without valid credentials
  public Actor actor() {
    if (actor == null) {
      actor =
          authenticator
              .authenticate(head.authorization().orElseThrow(Problem.UNAUTHORIZED::error))
              .because(head.reason());
    }
    return actor;
  }
}
