package chat.maru.wire;

/// The answer to `POST /auth/register`: the new user, its id and name once more at the top, and the
/// same tokens as a login gives.
public record RegisteredJson(
    long id,
    String username,
    MeJson user,
    String accessToken,
    String refreshToken,
    String tokenType,
    int expiresIn,
    long sessionId) {

  public static RegisteredJson of(MeJson user, TokensJson tokens) {
    return new RegisteredJson(
        user.id(),
        user.username(),
        user,
        tokens.accessToken(),
        tokens.refreshToken(),
        tokens.tokenType(),
        tokens.expiresIn(),
        tokens.sessionId());
  }
}
