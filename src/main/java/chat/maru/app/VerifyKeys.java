package chat.maru.app;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// Makes the Ed25519 keys that applications check this server's signatures with.
final class VerifyKeys {
  private static final int LENGTH = 32;

  private VerifyKeys() {}

  /// Returns a new public key, hexadecimal: the last 32 bytes of its X.509 form (RFC 8410).
  static String next() {
    try {
      var encoded =
          KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
      return HexFormat.of()
          .formatHex(Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
