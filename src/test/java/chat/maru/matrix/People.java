package chat.maru.matrix;

import chat.maru.testkit.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/// Makes accounts, and tokens that are no longer good.
public final class People {
  private static final String PASSWORD = "Correct-horse-7";

  private final Rest door;
  private final EllipticCurveJsonWebKey key;

  /// An account and the access token of its first session.
  ///
  /// @param session the login session of the token
  public record Account(String id, String email, String token, String refresh, String session) {}

  /// @param door calls without credentials
  /// @param keys the file of the server's signing keys
  public People(Rest door, Path keys) {
    this.door = door;
    try {
      key =
          (EllipticCurveJsonWebKey)
              new JsonWebKeySet(Files.readString(keys)).getJsonWebKeys().getFirst();
    } catch (IOException | JoseException e) {
      throw new AssertionError(e);
    }
  }

  public Rest door() {
    return door;
  }

  public Account register(String beginning) {
    var name = beginning + "_" + UUID.randomUUID().toString().substring(0, 13).replace("-", "");
    var email = name + "@example.org";
    var made =
        door.post("/auth/register", Map.of("username", name, "email", email, "password", PASSWORD))
            .expect(201);
    return account(made.path("id").asText(), email, made);
  }

  /// Opens another session of the account.
  Account again(Account known) {
    var made =
        door.post("/auth/login", Map.of("email", known.email(), "password", PASSWORD)).expect(200);
    return account(known.id(), known.email(), made);
  }

  private static Account account(String id, String email, JsonNode tokens) {
    return new Account(
        id,
        email,
        tokens.path("access_token").asText(),
        tokens.path("refresh_token").asText(),
        tokens.path("session_id").asText());
  }

  /// The account's token as it would be had it been made an hour ago.
  String expired(Account account) {
    try {
      var old = new JsonWebSignature();
      old.setCompactSerialization(account.token());
      old.setKey(key.getPublicKey());
      var claims = JwtClaims.parse(old.getPayload());
      claims.setExpirationTimeMinutesInTheFuture(-45);
      var jws = new JsonWebSignature();
      jws.setHeader("typ", old.getHeader("typ"));
      jws.setKeyIdHeaderValue(key.getKeyId());
      jws.setAlgorithmHeaderValue(old.getAlgorithmHeaderValue());
      jws.setKey(key.getPrivateKey());
      jws.setPayload(claims.toJson());
      return jws.getCompactSerialization();
    } catch (JoseException | InvalidJwtException e) {
      throw new AssertionError(e);
    }
  }

  /// A token of the account whose session has ended.
  String revoked(Account account) {
    var second = again(account);
    door.as("Bearer " + account.token()).delete("/auth/sessions/" + second.session()).expect(204);
    return second.token();
  }
}
