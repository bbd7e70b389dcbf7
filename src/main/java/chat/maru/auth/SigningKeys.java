package chat.maru.auth;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;

/// The keys of access tokens. The first one signs; all of them verify, chosen by `kid`. So a key is
/// replaced by putting a new one in front, and the old one is taken away when the last token that
/// it signed has expired.
@ApplicationScoped
public class SigningKeys {
  private static final System.Logger LOG = System.getLogger(SigningKeys.class.getName());

  @Inject AuthConfig config;

  private List<EllipticCurveJsonWebKey> keys = List.of();
  private Map<String, EllipticCurveJsonWebKey> byId = Map.of();

  /// @throws IllegalStateException with one sentence, if there is a key that can't be used
  @PostConstruct
  void load() {
    var configured = config.jwtKeys();
    keys =
        configured.isPresent()
            ? KeyFiles.configured(configured.get())
            : KeyFiles.readOrMake(config.keyFile());
    if (keys.isEmpty() || keys.getFirst().getEcPrivateKey() == null) {
      throw new IllegalStateException("The first key of maru.jwt.keys must be a private key.");
    }
    byId =
        keys.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    EllipticCurveJsonWebKey::getKeyId, Function.identity(), (first, _) -> first));
    LOG.log(
        Level.INFO, "event=keys.loaded signing={0} keys={1}", signing().getKeyId(), keys.size());
  }

  EllipticCurveJsonWebKey signing() {
    return keys.getFirst();
  }

  Optional<EllipticCurveJsonWebKey> find(String kid) {
    return Optional.ofNullable(byId.get(kid));
  }

  /// Returns the public halves, as a JWK set holds them.
  Map<String, Object> published() {
    var members = new ArrayList<Map<String, Object>>();
    keys.forEach(key -> members.add(key.toParams(OutputControlLevel.PUBLIC_ONLY)));
    return Map.of("keys", members);
  }
}
