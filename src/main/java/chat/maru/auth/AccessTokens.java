package chat.maru.auth;

import chat.maru.kernel.ApiException;
import chat.maru.kernel.Problem;
import chat.maru.platform.Remembered;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// Access tokens: JWTs of 15 minutes, signed with ES256, with the claims that MicroProfile JWT asks
/// for, so that any such container can verify them by the published keys (ADR 0011).
@ApplicationScoped
public class AccessTokens {
  static final Duration LIFETIME = Duration.ofMinutes(15);

  /// RFC 9068; keeps every other kind of JWT out, whoever signed it.
  private static final String TYPE = "at+jwt";

  private static final String SESSION = "sid";
  private static final String KIND = "token_type";
  private static final String ACCESS = "access";
  private static final AlgorithmConstraints ES256_ONLY =
      new AlgorithmConstraints(
          ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

  @Inject SigningKeys keys;
  @Inject AuthConfig config;
  @Inject Clock clock;

  /// A signature costs a quarter of a millisecond to verify, and a token comes with every call.
  private final Remembered<String, Verified> verified = new Remembered<>(20_000);

  /// Whom a token is made for.
  record Subject(long userId, String username, boolean administrator) {}

  /// What a valid token says.
  record Verified(long userId, long sessionId, Instant expiresAt) {}

  String issue(Subject subject, long sessionId) {
    var now = clock.instant();
    var claims = new JwtClaims();
    claims.setIssuer(config.issuer());
    claims.setSubject(Long.toString(subject.userId()));
    claims.setStringClaim("upn", subject.username());
    claims.setStringListClaim(
        "groups", subject.administrator() ? List.of("user", "administrator") : List.of("user"));
    claims.setStringClaim(SESSION, Long.toString(sessionId));
    claims.setStringClaim(KIND, ACCESS);
    claims.setJwtId(UUID.randomUUID().toString());
    claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
    claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFETIME).getEpochSecond()));
    var jws = new JsonWebSignature();
    jws.setHeader("typ", TYPE);
    jws.setKeyIdHeaderValue(keys.signing().getKeyId());
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    jws.setKey(keys.signing().getEcPrivateKey());
    jws.setPayload(claims.toJson());
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("an access token could not be signed", e);
    }
  }

  /// Verifies algorithm, type, key, signature, issuer, kind and time of a token. Whether its
  /// session still stands is another question ([SignedIn]).
  ///
  /// @throws ApiException 401 for a token that is not ours or has expired
  Verified verify(String token) {
    var known = verified.get(token, this::check).orElseThrow(Problem.UNAUTHORIZED::error);
    if (!clock.instant().isBefore(known.expiresAt())) {
      verified.forget(token);
      throw Problem.TOKEN_EXPIRED.error();
    }
    return known;
  }

  private Optional<Verified> check(String token) {
    var jws = new JsonWebSignature();
    jws.setAlgorithmConstraints(ES256_ONLY);
    try {
      jws.setCompactSerialization(token);
      var key =
          Optional.<@Nullable String>ofNullable(jws.getKeyIdHeaderValue()).flatMap(keys::find);
      if (!TYPE.equals(jws.getHeader("typ")) || key.isEmpty()) {
        return Optional.empty();
      }
      jws.setKey(key.get().getECPublicKey());
      return jws.verifySignature() ? read(JwtClaims.parse(jws.getPayload())) : Optional.empty();
    } catch (JoseException | InvalidJwtException | MalformedClaimException _) {
      return Optional.empty();
    }
  }

  private Optional<Verified> read(JwtClaims claims) throws MalformedClaimException {
    var expires = claims.getExpirationTime();
    var session = claims.getStringClaimValue(SESSION);
    if (!config.issuer().equals(claims.getIssuer())
        || !ACCESS.equals(claims.getStringClaimValue(KIND))
        || expires == null
        || session == null
        || claims.getSubject() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Verified(
              Long.parseLong(claims.getSubject()),
              Long.parseLong(session),
              Instant.ofEpochSecond(expires.getValue())));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
