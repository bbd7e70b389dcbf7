package chat.maru.auth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// Signs what the installation states, with the keys of access tokens, so that anybody can verify
/// it by the published ones. The type of a statement is within what is signed, and none is that of
/// access tokens: neither passes for the other.
@ApplicationScoped
public class Seal {
  private static final String TYPE = "typ";
  private static final AlgorithmConstraints ES256_ONLY =
      new AlgorithmConstraints(
          ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

  @Inject SigningKeys keys;

  /// What came of verifying a statement.
  public sealed interface Opened {
    /// It is ours.
    record Good(String payload) implements Opened {}

    /// It is not.
    record Bad(Fault fault) implements Opened {}
  }

  /// Why a statement is not ours.
  public enum Fault {
    /// No compact JWS at all, or of another algorithm.
    MALFORMED,
    /// Signed, by whomever, as something else.
    WRONG_TYPE,
    /// Its key is none of ours, or is no longer published.
    UNKNOWN_KEY,
    BAD_SIGNATURE
  }

  /// Signs a statement.
  ///
  /// @param type the `typ` of its header
  /// @return a compact JWS
  public String sign(String type, String payload) {
    var jws = new JsonWebSignature();
    jws.setHeader(TYPE, type);
    jws.setKeyIdHeaderValue(keys.signing().getKeyId());
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    jws.setKey(keys.signing().getEcPrivateKey());
    jws.setPayload(payload);
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("a statement could not be signed", e);
    }
  }

  /// Verifies a statement of a type.
  public Opened open(String type, String compact) {
    var jws = new JsonWebSignature();
    jws.setAlgorithmConstraints(ES256_ONLY);
    try {
      jws.setCompactSerialization(compact);
      if (!AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256.equals(
          jws.getAlgorithmHeaderValue())) {
        return new Opened.Bad(Fault.MALFORMED);
      }
      if (!type.equals(jws.getHeader(TYPE))) {
        return new Opened.Bad(Fault.WRONG_TYPE);
      }
      var key =
          Optional.<@Nullable String>ofNullable(jws.getKeyIdHeaderValue()).flatMap(keys::find);
      if (key.isEmpty()) {
        return new Opened.Bad(Fault.UNKNOWN_KEY);
      }
      jws.setKey(key.get().getECPublicKey());
      return jws.verifySignature()
          ? new Opened.Good(jws.getPayload())
          : new Opened.Bad(Fault.BAD_SIGNATURE);
    } catch (JoseException _) {
      return new Opened.Bad(Fault.MALFORMED);
    }
  }
}
