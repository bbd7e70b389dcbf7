package chat.maru.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.auth.AccessTokens.Subject;
import chat.maru.kernel.ApiException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Subject ALICE = new Subject(7, "alice", false);

  @TempDir Path directory = Path.of("");

  @Test
  void aNewKeyInFrontSignsWhileTheOldOneVerifies() throws Exception {
    var old = jwk("old");
    var young = jwk("young");
    var token = tokens(old.toString(), NOW).issue(ALICE, 8);
    var both = tokens(young + "," + old, NOW);
    assertThat(both.verify(token).userId()).isEqualTo(7);
    var next = both.issue(ALICE, 8);
    assertThatThrownBy(() -> tokens(old.toString(), NOW).verify(next))
        .isInstanceOf(ApiException.class);
    assertThatThrownBy(() -> tokens(young.toString(), NOW).verify(token))
        .isInstanceOf(ApiException.class);
  }

  @Test
  void aTokenEndsAfterFifteenMinutes() throws Exception {
    var key = jwk("one").toString();
    var token = tokens(key, NOW).issue(ALICE, 8);
    var end = NOW.plus(Duration.ofMinutes(15));
    assertThat(tokens(key, end.minusMillis(1)).verify(token).sessionId()).isEqualTo(8);
    assertThatThrownBy(() -> tokens(key, end).verify(token))
        .isInstanceOf(ApiException.class)
        .hasMessage("The token has expired");
  }

  @Test
  void severalWhoMakeTheFirstKeyAtOnceAgreeOnOne() throws Exception {
    var file = directory.resolve("keys/jwt.jwks");
    var ids = new ConcurrentSkipListSet<String>();
    IntStream.range(0, 8)
        .parallel()
        .forEach(_ -> ids.add(KeyFiles.readOrMake(file).getFirst().getKeyId()));
    assertThat(ids).hasSize(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var left = Files.list(file.getParent())) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("jwt.jwks", "jwt.jwks.lock");
    }
  }

  @Test
  void pemKeysAreReadAndMustFitTogether() throws Exception {
    var pair = pair("secp256r1");
    var open = pem("PUBLIC", pair.getPublic().getEncoded());
    // Java leaves the public half out of the private key's encoding; openssl puts it there.
    assertThatThrownBy(() -> KeyText.parse(pem("PRIVATE", pair.getPrivate().getEncoded())))
        .isInstanceOf(IllegalStateException.class);
    assertThat(KeyText.parse(open).getFirst().getEcPrivateKey()).isNull();
    assertThatThrownBy(() -> tokens(open, NOW)).hasMessageContaining("must be a private key");
    var wrongCurve = pem("PUBLIC", pair("secp384r1").getPublic().getEncoded());
    assertThatThrownBy(() -> KeyText.parse(wrongCurve)).isInstanceOf(IllegalStateException.class);
  }

  /// Made by `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256`, for this test alone.
  @Test
  void aKeyOfOpensslSigns() {
    var token = tokens(OPENSSL, NOW).issue(ALICE, 8);
    assertThat(tokens(OPENSSL, NOW).verify(token).userId()).isEqualTo(7);
  }

  private static final String OPENSSL =
      """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgIAneBHthrBqZlHMe
      02wJ65idpnG1Kfy90QblU5l27/6hRANCAAS/W3f8L8WJB4qmF3lSoi94w6lqiTzM
      RMrNhJ9sCYZ0Qj/0pPKUN15ManypRzq0q64yTSmy1EkVfT0pZ0QipA99
      -----END PRIVATE KEY-----
      """;

  private Path jwk(String name) throws Exception {
    var jwk = EcJwkGenerator.generateJwk(EllipticCurves.P256);
    return Files.writeString(
        directory.resolve(name), jwk.toJson(OutputControlLevel.INCLUDE_PRIVATE));
  }

  private static AccessTokens tokens(String configuredKeys, Instant now) {
    var config = new AuthConfig();
    config.jwtIssuer = "maru";
    config.keys = Optional.of(configuredKeys);
    var keys = new SigningKeys();
    keys.config = config;
    keys.load();
    var tokens = new AccessTokens();
    tokens.config = config;
    tokens.keys = keys;
    tokens.clock = Clock.fixed(now, ZoneOffset.UTC);
    return tokens;
  }

  private static KeyPair pair(String curve) throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN %s KEY-----\n%s\n-----END %s KEY-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(der), kind);
  }
}
