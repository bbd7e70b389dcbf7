package chat.maru.auth;

import chat.maru.kernel.Problem;
import chat.maru.platform.http.RequestHead;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who makes the running HTTP request. Resources ask it for the [Actor] and pass that on.
@RequestScoped
public class Caller {
  @Inject RequestHead head;
  @Inject Authenticator authenticator;

  private @Nullable Actor actor;
  private @Nullable RuntimeException refusal;

  /// Returns the authenticated caller. Whoever asks again is told the same.
  ///
  /// @throws chat.maru.kernel.ApiException 401 without valid credentials
  public Actor actor() {
    if (refusal != null) {
      throw refusal;
    }
    if (actor == null) {
      try {
        var credentials = head.authorization().orElseThrow(Problem.UNAUTHORIZED::error);
        actor = authenticator.authenticate(credentials).because(head.reason());
      } catch (RuntimeException e) {
        refusal = e;
        throw e;
      }
    }
    return actor;
  }

  /// The caller, if the request has asked for it and it was known.
  public Optional<Actor> authenticated() {
    return Optional.ofNullable(actor);
  }
}
