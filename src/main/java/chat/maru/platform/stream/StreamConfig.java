package chat.maru.platform.stream;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.Config;

/// How to reach the broker: `maru.kafka.bootstrap` and what a secured one asks for
/// (`maru.kafka.security.*`, `maru.kafka.sasl.*`, `maru.kafka.ssl.*`, Kafka's own key behind the
/// prefix `maru.kafka.`).
public record StreamConfig(Map<String, String> client, Clock clock) {
  private static final AtomicInteger CLIENTS = new AtomicInteger();
  private static final String PREFIX = "maru.kafka.";

  public StreamConfig {
    client = Map.copyOf(client);
  }

  /// Reads `maru.kafka.*`.
  public static StreamConfig of(Config config) {
    var client = new HashMap<String, String>();
    client.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
        config.getOptionalValue(PREFIX + "bootstrap", String.class).orElse("localhost:9092"));
    AdminClientConfig.configNames().stream()
        .filter(StreamConfig::isSecurity)
        .forEach(
            key ->
                config
                    .getOptionalValue(PREFIX + key, String.class)
                    .ifPresent(value -> client.put(key, value)));
    return new StreamConfig(client, Clock.systemUTC());
  }

  /// An unsecured broker at `bootstrap`.
  public static StreamConfig at(String bootstrap) {
    return new StreamConfig(
        Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap), Clock.systemUTC());
  }

  public String bootstrap() {
    return client.getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "");
  }

  StreamConfig withBootstrap(String bootstrap) {
    var changed = new HashMap<>(client);
    changed.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    return new StreamConfig(changed, clock);
  }

  /// The client's settings below what a class of this package wants for itself.
  Map<String, Object> with(Map<String, ?> own) {
    var all = new HashMap<String, Object>(client);
    all.putAll(own);
    return all;
  }

  /// The settings of a consumer that says itself what it reads: no group, no commits, and a
  /// position that does not exist is an error.
  Map<String, Object> reading(String purpose) {
    return with(
        Map.of(
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
            ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "500",
            ConsumerConfig.CLIENT_ID_CONFIG, clientId(purpose),
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName(),
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName()));
  }

  /// A name of its own for each client of this process: the JVM's management beans want that.
  static String clientId(String purpose) {
    return "maru-" + purpose + "-" + CLIENTS.incrementAndGet();
  }

  private static boolean isSecurity(String key) {
    return key.startsWith("security.") || key.startsWith("sasl.") || key.startsWith("ssl.");
  }
}
