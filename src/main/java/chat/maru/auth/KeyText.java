package chat.maru.auth;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/// Reads P-256 keys from text: PEM blocks (`PRIVATE KEY`, `PUBLIC KEY`), a JWK or a JWK set.
final class KeyText {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN (PRIVATE|PUBLIC) KEY-----([^-]+)-----END \\1 KEY-----");

  /// What stands before the public point at the end of a P-256 key as openssl writes it (RFC 5915:
  /// context tag 1, a bit string, an uncompressed point).
  private static final byte[] POINT_FOLLOWS = HexFormat.of().parseHex("a14403420004");

  private static final int COORDINATE = 32;

  private KeyText() {}

  /// Whether the text is keys, and not the paths of files.
  static boolean is(String text) {
    return text.stripLeading().startsWith("{") || text.contains("-----BEGIN");
  }

  /// @throws IllegalStateException with one sentence, for what can't be used
  static List<EllipticCurveJsonWebKey> parse(String text) {
    try {
      var keys = text.contains("-----BEGIN") ? pem(text) : jwk(text);
      for (var key : keys) {
        prove(key);
      }
      return List.copyOf(keys);
    } catch (JoseException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "A signing key can't be read: it must be a P-256 key, as PEM or JWK.", e);
    }
  }

  /// Gives the key its id, where it has none: the thumbprint of its public half (RFC 7638).
  static EllipticCurveJsonWebKey identified(EllipticCurveJsonWebKey key) {
    if (key.getKeyId() == null) {
      key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
    }
    key.setUse("sig");
    key.setAlgorithm("ES256");
    return key;
  }

  private static List<EllipticCurveJsonWebKey> jwk(String text) throws JoseException {
    var json = org.jose4j.json.JsonUtil.parseJson(text);
    var all =
        json.containsKey(JsonWebKeySet.JWK_SET_MEMBER_NAME)
            ? new JsonWebKeySet(text).getJsonWebKeys()
            : List.of(JsonWebKey.Factory.newJwk(json));
    var keys = new ArrayList<EllipticCurveJsonWebKey>();
    for (var key : all) {
      if (!(key instanceof EllipticCurveJsonWebKey curve)) {
        throw new IllegalArgumentException("not an elliptic curve key");
      }
      keys.add(identified(curve));
    }
    return keys;
  }

  private static List<EllipticCurveJsonWebKey> pem(String text) throws GeneralSecurityException {
    var keys = new ArrayList<EllipticCurveJsonWebKey>();
    var blocks = PEM.matcher(text);
    while (blocks.find()) {
      var der = Base64.getMimeDecoder().decode(blocks.group(2).getBytes(StandardCharsets.US_ASCII));
      keys.add(identified(blocks.group(1).equals("PRIVATE") ? privateKey(der) : publicKey(der)));
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no PRIVATE KEY or PUBLIC KEY block");
    }
    return keys;
  }

  private static EllipticCurveJsonWebKey publicKey(byte[] der) throws GeneralSecurityException {
    return new EllipticCurveJsonWebKey(
        (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der)));
  }

  private static EllipticCurveJsonWebKey privateKey(byte[] der) throws GeneralSecurityException {
    var factory = KeyFactory.getInstance("EC");
    var secret = (ECPrivateKey) factory.generatePrivate(new PKCS8EncodedKeySpec(der));
    var start = der.length - 2 * COORDINATE;
    var mark = start - POINT_FOLLOWS.length;
    if (mark < 0 || !Arrays.equals(Arrays.copyOfRange(der, mark, start), POINT_FOLLOWS)) {
      throw new IllegalArgumentException("the key does not carry its public half");
    }
    var point =
        new ECPoint(
            new BigInteger(1, Arrays.copyOfRange(der, start, start + COORDINATE)),
            new BigInteger(1, Arrays.copyOfRange(der, start + COORDINATE, der.length)));
    var open =
        (ECPublicKey) factory.generatePublic(new ECPublicKeySpec(point, EllipticCurves.P256));
    var key = new EllipticCurveJsonWebKey(open);
    key.setPrivateKey(secret);
    return key;
  }

  /// Signs something and verifies it, so that halves that don't fit are found at the start.
  private static void prove(EllipticCurveJsonWebKey key) throws GeneralSecurityException {
    if (!EllipticCurves.P_256.equals(key.getCurveName())) {
      throw new IllegalArgumentException("not on the curve P-256");
    }
    if (key.getEcPrivateKey() == null) {
      return;
    }
    var sample = key.getKeyId().getBytes(StandardCharsets.UTF_8);
    var signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(key.getEcPrivateKey());
    signer.update(sample);
    var signature = signer.sign();
    signer.initVerify(key.getECPublicKey());
    signer.update(sample);
    if (!signer.verify(signature)) {
      throw new IllegalArgumentException("the halves of the key do not belong together");
    }
  }
}
