package chat.maru.proof.fault;

import chat.maru.proof.proxy.Proxy;
import chat.maru.testkit.Cluster;
import chat.maru.testkit.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a node runs: its proxies stay while the node is killed and started again.
final class Place implements AutoCloseable {
  private final String name;
  private final String role;
  private final Cluster cluster;
  private final Map<String, String> reach;
  private final Proxy door;
  private final Proxy postgres;
  private final Proxy redis;
  private final List<Proxy> kafka;
  private @Nullable Node node;
  private boolean frozen;

  /// The way from a place to the services.
  record Ways(Proxy postgres, Proxy redis, List<Proxy> kafka) {}

  /// @param reach the settings with which a node here goes through the proxies
  Place(String name, String role, Cluster cluster, Ways ways, Map<String, String> reach) {
    this.name = name;
    this.role = role;
    this.cluster = cluster;
    this.reach = Map.copyOf(reach);
    this.door = Proxy.to("clients>" + name, 1);
    this.postgres = ways.postgres();
    this.redis = ways.redis();
    this.kafka = ways.kafka();
  }

  String name() {
    return name;
  }

  /// Between clients and the node.
  Proxy door() {
    return door;
  }

  /// The proxies between this place and a part.
  ///
  /// @param part `clients`, `postgres`, `redis` or `kafka`
  List<Proxy> proxiesTo(String part) {
    return switch (part) {
      case "clients" -> List.of(door);
      case "postgres" -> List.of(postgres);
      case "redis" -> List.of(redis);
      case "kafka" -> kafka;
      default -> throw new IllegalArgumentException(part);
    };
  }

  void start() {
    start(Map.of());
  }

  /// Starts a node here and waits until it is ready.
  void start(Map<String, String> more) {
    var all = new HashMap<>(reach);
    all.putAll(more);
    var started = cluster.start(role, all);
    door.leadTo(started.port());
    node = started;
  }

  Node node() {
    if (node == null) {
      throw new IllegalStateException("no node at " + name);
    }
    return node;
  }

  boolean isRunning() {
    return node != null && node.isAlive();
  }

  /// SIGKILL.
  void kill() {
    node().kill();
    frozen = false;
  }

  /// SIGTERM, and waits for the end.
  void stop() {
    node().stop();
  }

  void freeze() {
    node().freeze();
    frozen = true;
  }

  void thaw() {
    if (frozen && isRunning()) {
      node().thaw();
    }
    frozen = false;
  }

  @Override
  public void close() {
    if (isRunning()) {
      node().kill();
    }
    door.close();
    postgres.close();
    redis.close();
  }
}
