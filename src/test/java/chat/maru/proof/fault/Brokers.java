package chat.maru.proof.fault;

import chat.maru.embedded.Ports;
import chat.maru.proof.proxy.Proxy;
import chat.maru.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/// A Kafka cluster of one or three brokers, each also a controller.
final class Brokers implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(120);

  private final List<Broker> brokers = new ArrayList<>();
  private final Map<String, List<Proxy>> proxies = new LinkedHashMap<>();
  private final String bootstrap;
  private final Admin admin;

  private Brokers(int count, Path directory, List<String> places) {
    var controllers = new ArrayList<Integer>();
    var inner = new ArrayList<Integer>();
    for (var i = 0; i < count; i++) {
      controllers.add(Ports.anyFree());
      inner.add(Ports.anyFree());
    }
    var voters = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      voters.add((i + 1) + "@127.0.0.1:" + controllers.get(i));
    }
    var clusterId = UUID.randomUUID().toString().replace("-", "").substring(0, 22);
    var common = new Broker.Common(clusterId, voters);
    for (var i = 0; i < count; i++) {
      var told = new LinkedHashMap<String, Proxy>();
      for (var place : places) {
        var proxy = Proxy.to(place + ">broker-" + (i + 1), Ports.anyFree());
        told.put(place, proxy);
        proxies.computeIfAbsent(place, _ -> new ArrayList<>()).add(proxy);
      }
      var ports = new Broker.Ports(inner.get(i), controllers.get(i), told);
      var own = directory.resolve("broker-" + (i + 1)).toAbsolutePath();
      brokers.add(new Broker(i + 1, own, common, ports));
    }
    bootstrap = inner.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    admin =
        Admin.create(
            Map.of(
                "bootstrap.servers", bootstrap,
                "request.timeout.ms", "5000",
                "default.api.timeout.ms", "10000",
                "reconnect.backoff.max.ms", "500"));
  }

  /// Starts them and waits until all answer.
  static Brokers start(int count, Path directory, List<String> places) {
    var brokers = new Brokers(count, directory, places);
    Runtime.getRuntime().addShutdownHook(new Thread(brokers::close));
    brokers.startAll();
    return brokers;
  }

  /// Starts those that do not run, and waits until all have joined.
  void startAll() {
    brokers.forEach(Broker::launch);
    Await.until("the brokers have joined", START, () -> joined() == brokers.size());
  }

  private int joined() {
    try {
      return admin.describeCluster().nodes().get().size();
    } catch (ExecutionException _) {
      return 0; // none answers yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  List<Broker> all() {
    return List.copyOf(brokers);
  }

  /// Past all proxies.
  String bootstrap() {
    return bootstrap;
  }

  Admin admin() {
    return admin;
  }

  /// The proxies between a place and each broker.
  List<Proxy> proxiesOf(String place) {
    return List.copyOf(proxies.getOrDefault(place, List.of()));
  }

  /// How a node at this place reaches the brokers.
  String bootstrapOf(String place) {
    return proxiesOf(place).stream()
        .map(proxy -> "127.0.0.1:" + proxy.port())
        .collect(Collectors.joining(","));
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
    for (var broker : brokers) {
      try {
        broker.kill();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    proxies.values().forEach(all -> all.forEach(Proxy::close));
  }
}
