package chat.maru.auth;

import chat.maru.kernel.Problem;
import chat.maru.wire.SessionJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;

/// The sessions of a user, and how they end: everywhere within 2 s, open sockets included.
@ApplicationScoped
public class SignOut {
  @Inject Sessions sessions;
  @Inject SessionKeeper keeper;
  @Inject Clock clock;

  List<SessionJson> list(Actor actor) {
    return sessions.list(person(actor), clock.instant()).stream()
        .map(
            login ->
                new SessionJson(
                    login.id(),
                    login.device(),
                    login.address(),
                    login.createdAt(),
                    login.lastUsedAt(),
                    login.expiresAt(),
                    login.id() == actor.sessionId()))
        .toList();
  }

  /// @throws chat.maru.kernel.ApiException 404 for a session that is not the actor's or has ended
  void one(Actor actor, long sessionId) {
    if (keeper.revoke(person(actor), id -> id == sessionId) == 0) {
      throw Problem.UNKNOWN_SESSION.error();
    }
  }

  void all(Actor actor) {
    keeper.revoke(person(actor), _ -> true);
  }

  /// Ends the session of a refresh token, whose holder needs no access token for that. A used one
  /// does too: whoever has it should have no session.
  ///
  /// @throws chat.maru.kernel.ApiException 401 for a token that was never issued
  void byRefreshToken(String token, boolean allOfUser) {
    var issued =
        sessions.findIssued(Tokens.sha256(token)).orElseThrow(Problem.INVALID_TOKEN::error);
    keeper.revoke(issued.subject().userId(), id -> allOfUser || id == issued.sessionId());
  }

  private static long person(Actor actor) {
    if (actor.bot()) {
      throw Problem.BOTS_CANNOT_USE.error();
    }
    return actor.userId();
  }
}
