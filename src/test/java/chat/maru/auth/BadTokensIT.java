package chat.maru.auth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import chat.maru.testkit.Services;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;

/// Tokens made with the server's own key and one thing wrong each.
class BadTokensIT {
  private final Person alice = Person.register();
  private final EllipticCurveJsonWebKey key =
      KeyFiles.readOrMake(Services.data().resolve("server/keys/jwt.jwks")).getFirst();

  @Test
  void theForgerysPatternIsValidItself() throws Exception {
    status(forge(_ -> {}, _ -> {}), 200);
    assertThat(Rest.anonymous().at("").get("/.well-known/jwks.json").expect(200).toString())
        .contains(key.getKeyId())
        .doesNotContain("\"d\"");
  }

  @Test
  void wrongAlgorithms() throws Exception {
    status(
        forge(
            _ -> {},
            jws -> {
              jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
              jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
              jws.setKey(null);
            }),
        401);
    status(
        forge(
            _ -> {},
            jws -> {
              jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
              jws.setKey(new HmacKey(key.getECPublicKey().getEncoded()));
            }),
        401);
  }

  @Test
  void wrongTypeOrKindOrIssuerOrKey() throws Exception {
    status(forge(_ -> {}, jws -> jws.setHeader("typ", "JWT")), 401);
    status(forge(claims -> claims.setStringClaim("token_type", "refresh"), _ -> {}), 401);
    status(forge(claims -> claims.setIssuer("https://elsewhere.example.org"), _ -> {}), 401);
    status(forge(_ -> {}, jws -> jws.setKeyIdHeaderValue("unknown")), 401);
    var stranger = EcJwkGenerator.generateJwk(EllipticCurves.P256);
    status(forge(_ -> {}, jws -> jws.setKey(stranger.getPrivateKey())), 401);
  }

  @Test
  void wrongTimeOrSubjectOrSession() throws Exception {
    status(forge(claims -> claims.setExpirationTimeMinutesInTheFuture(-1), _ -> {}), 401);
    status(forge(claims -> claims.unsetClaim("exp"), _ -> {}), 401);
    var bob = Long.toString(Person.register().id());
    status(forge(claims -> claims.setSubject(bob), _ -> {}), 401);
    status(forge(claims -> claims.setSubject("alice"), _ -> {}), 401);
    status(forge(claims -> claims.setStringClaim("sid", "12"), _ -> {}), 401);
    status(forge(claims -> claims.unsetClaim("sid"), _ -> {}), 401);
  }

  @Test
  void tamperedOrMangled() {
    var parts = alice.token().split("\\.");
    var last = parts[2].charAt(10) == 'A' ? 'B' : 'A';
    var signature = parts[2].substring(0, 10) + last + parts[2].substring(11);
    status(parts[0] + "." + parts[1] + "." + signature, 401);
    status(parts[0] + "." + parts[1] + ".", 401);
    status(parts[0] + "." + parts[1], 401);
    for (var credentials :
        new String[] {
          "", "Bearer", "Bearer ", "Basic YTpi", "Bot " + alice.token(), "x".repeat(5000)
        }) {
      assertThat(Rest.anonymous().as(credentials).get("/users/@me").status())
          .as(credentials)
          .isEqualTo(401);
    }
    Rest.anonymous().get("/users/@me").expect(401);
    Rest.anonymous().as(alice.token()).get("/users/@me").expect(200);
    Rest.anonymous().as("bearer " + alice.token()).get("/users/@me").expect(200);
  }

  private static void status(String token, int wanted) {
    Rest.anonymous().as("Bearer " + token).get("/users/@me").expect(wanted);
  }

  private String forge(Consumer<JwtClaims> claimsChange, Consumer<JsonWebSignature> jwsChange)
      throws Exception {
    var real = new JsonWebSignature();
    real.setCompactSerialization(alice.token());
    real.setKey(key.getECPublicKey());
    var claims = JwtClaims.parse(real.getPayload());
    claimsChange.accept(claims);
    var jws = new JsonWebSignature();
    jws.setHeader("typ", "at+jwt");
    jws.setKeyIdHeaderValue(key.getKeyId());
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    jws.setKey(key.getEcPrivateKey());
    jws.setPayload(claims.toJson());
    jwsChange.accept(jws);
    return jws.getCompactSerialization();
  }
}
