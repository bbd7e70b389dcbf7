package chat.maru.limit;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What the person who runs the server may set: `maru.limit.*`.
@ApplicationScoped
public class LimitConfig {
  @Inject
  @ConfigProperty(name = "maru.limit.enabled", defaultValue = "true")
  boolean enabled;

  @Inject
  @ConfigProperty(name = "maru.limit.tiers.enabled", defaultValue = "true")
  boolean tiersEnabled;

  @Inject Config config;

  private final Map<Limit, Size> sizes = new EnumMap<>(Limit.class);

  @PostConstruct
  void read() {
    for (var limit : Limit.values()) {
      sizes.put(limit, configured(limit));
    }
  }

  /// Reads everything now, so that a mistake ends the start and not the first request.
  ///
  /// @throws IllegalArgumentException naming the key that holds no size
  public void check() {
    if (sizes.size() != Limit.values().length) {
      throw new IllegalStateException("sizes are missing");
    }
  }

  private Size configured(Limit limit) {
    var key = "maru.limit.size." + limit.id();
    try {
      return config.getOptionalValue(key, String.class).map(Size::parse).orElse(limit.size());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + " is no size: " + e.getMessage(), e);
    }
  }

  /// Whether a charge counts at all.
  boolean applies(Charge charge) {
    return enabled && (!charge.limit().isTier() || tiersEnabled && !charge.payer().bot());
  }

  Size size(Limit limit) {
    return Objects.requireNonNull(sizes.get(limit));
  }
}
