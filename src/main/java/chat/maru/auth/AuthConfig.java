package chat.maru.auth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What the person who runs the server may set; see `docs/CONFIG.md`.
@ApplicationScoped
public class AuthConfig {
  @Inject
  @ConfigProperty(name = "maru.data")
  String data;

  @Inject
  @ConfigProperty(name = "maru.jwt.issuer", defaultValue = "maru")
  String jwtIssuer;

  @Inject
  @ConfigProperty(name = "maru.jwt.keys")
  Optional<String> keys;

  @Inject
  @ConfigProperty(name = "maru.admins")
  Optional<String> admins;

  @Inject
  @ConfigProperty(name = "maru.password.memory-kib", defaultValue = "19456")
  int memoryKib;

  @Inject
  @ConfigProperty(name = "maru.password.iterations", defaultValue = "2")
  int iterations;

  /// Where keys that nobody configured are kept.
  Path keyFile() {
    return Path.of(data, "keys", "jwt.jwks");
  }

  String issuer() {
    return jwtIssuer;
  }

  /// Files, or the keys themselves.
  Optional<String> jwtKeys() {
    return keys.filter(text -> !text.isBlank());
  }

  /// User names, e-mail addresses or ids.
  List<String> administrators() {
    return admins.stream()
        .flatMap(names -> Arrays.stream(names.split(",", -1)))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /// Argon2id's memory, KiB.
  int passwordMemory() {
    return memoryKib;
  }

  int passwordIterations() {
    return iterations;
  }
}
