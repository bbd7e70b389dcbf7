package chat.maru.gateway;

import chat.maru.platform.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Settings of the gateway (`maru.gateway.*`, `maru.public.url`).
@ApplicationScoped
public class GatewayConfig {
  @Inject Role role;

  @Inject
  @ConfigProperty(name = "maru.public.url")
  Optional<String> publicUrl;

  @Inject
  @ConfigProperty(name = "maru.gateway.heartbeat-interval", defaultValue = "41250")
  Provider<Integer> heartbeatMillis;

  @Inject
  @ConfigProperty(name = "maru.gateway.max-guilds-per-shard", defaultValue = "2500")
  Provider<Integer> maxGuildsPerShard;

  @Inject
  @ConfigProperty(name = "maru.gateway.drain.notice", defaultValue = "PT1S")
  Provider<Duration> drainNotice;

  @Inject
  @ConfigProperty(name = "maru.gateway.drain.rate", defaultValue = "500")
  Provider<Integer> drainRate;

  @Inject
  @ConfigProperty(name = "maru.gateway.drain.time", defaultValue = "PT10S")
  Provider<Duration> drainTime;

  /// How long load balancers are given to notice that this node ends, before clients are sent away
  /// that they would lead back here.
  Duration drainNotice() {
    return drainNotice.get();
  }

  /// How many clients are sent away in a second, as long as that is enough.
  int drainRate() {
    return Math.max(1, drainRate.get());
  }

  /// When the last client has been sent away at the latest.
  Duration drainTime() {
    return drainTime.get();
  }

  /// How many guilds one session of a bot may carry.
  int maxGuildsPerShard() {
    return maxGuildsPerShard.get();
  }

  /// Whether this node serves clients.
  public boolean isGateway() {
    return role.isGateway();
  }

  /// How often clients are to send a heartbeat; after one and a half times that they are dropped.
  public int heartbeatMillis() {
    return heartbeatMillis.get();
  }

  /// The gateway's address as clients are told it.
  ///
  /// @param seen the `ws` or `wss` address under which the request came in, for where none is
  ///     configured
  public String url(String seen) {
    return publicUrl
        .map(url -> url.replaceFirst("^http", "ws").replaceFirst("/$", ""))
        .orElse(seen);
  }
}
