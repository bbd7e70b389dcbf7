package chat.maru.wire;

/// The tokens of a session.
///
/// @param expiresIn seconds for which the access token is valid
public record TokensJson(
    String accessToken, String refreshToken, String tokenType, int expiresIn, long sessionId) {}
