package chat.maru.auth;

import chat.maru.kernel.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.util.Locale;

/// Turns credentials into an [Actor], for every door alike: `Bearer <jwt>`, a bare `<jwt>`, `Bot
/// <token>` and a bare bot token (ADR 0011).
@ApplicationScoped
public class Authenticator {
  /// Longer than any token of ours.
  private static final int MAX = 4096;

  @Inject AccessTokens accessTokens;
  @Inject SignedIn signedIn;
  @Inject LastSeen lastSeen;

  /// Costs no query for what this node has seen before. What was revoked is refused within 2 s.
  ///
  /// @param credentials an `Authorization` header, or the `token` of IDENTIFY and RESUME
  /// @throws chat.maru.kernel.ApiException 401 for anything that is not valid now
  public Actor authenticate(String credentials) {
    var actor = read(credentials);
    lastSeen.note(actor.userId());
    return actor;
  }

  private Actor read(String credentials) {
    var text = credentials.strip();
    if (text.isEmpty() || text.length() > MAX) {
      throw Problem.UNAUTHORIZED.error();
    }
    var space = text.indexOf(' ');
    if (space < 0) {
      return Tokens.botId(text).isPresent() ? bot(text) : person(text);
    }
    var token = text.substring(space + 1).strip();
    return switch (text.substring(0, space).toLowerCase(Locale.ROOT)) {
      case "bearer" -> person(token);
      case "bot" -> bot(token);
      default -> throw Problem.UNAUTHORIZED.error();
    };
  }

  private Actor person(String token) {
    var said = accessTokens.verify(token);
    var session =
        signedIn
            .session(said.sessionId())
            .filter(found -> found.userId() == said.userId())
            .orElseThrow(Problem.UNAUTHORIZED::error);
    return Actor.person(said.userId(), said.sessionId(), session.administrator());
  }

  private Actor bot(String token) {
    var botId = Tokens.botId(token).orElseThrow(Problem.UNAUTHORIZED::error);
    var hash = Tokens.sha256(token);
    var bot =
        signedIn
            .bot(botId)
            .filter(known -> MessageDigest.isEqual(known.tokenHash(), hash))
            // made on another node a moment ago, perhaps
            .or(() -> signedIn.botNow(botId))
            .filter(found -> MessageDigest.isEqual(found.tokenHash(), hash))
            .orElseThrow(Problem.UNAUTHORIZED::error);
    return Actor.bot(botId, bot.applicationId());
  }
}
