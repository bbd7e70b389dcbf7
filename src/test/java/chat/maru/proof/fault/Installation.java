package chat.maru.proof.fault;

import chat.maru.embedded.EmbeddedServices;
import chat.maru.embedded.EmbeddedServices.Kind;
import chat.maru.proof.proxy.Proxy;
import chat.maru.testkit.Cluster;
import chat.maru.testkit.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// Two gateways, two workers and a place for one more, PostgreSQL, Redis and Kafka, with a proxy
/// between each node and each of them, and between the clients and each gateway. The test itself
/// goes past all proxies.
final class Installation implements AutoCloseable {
  /// Kafka's clients tell every disturbance; kept, or the level would be forgotten.
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  private static final String SPARE = "worker-3";
  private static final List<String> PLACES =
      List.of("gateway-1", "gateway-2", "worker-1", "worker-2", SPARE);

  private final Path directory;
  private final Optional<SmallDisk> disk;
  private final EmbeddedServices postgres = new EmbeddedServices();
  private final EmbeddedServices redis = new EmbeddedServices();
  private final Brokers brokers;
  private final Cluster cluster;
  private final Path clock;
  private final List<Place> places = new ArrayList<>();

  /// @param brokers one or three
  /// @param smallDisk whether the database gets a small file system of its own
  record Size(int brokers, boolean smallDisk) {}

  private Installation(Path directory, Size size) {
    this.directory = directory;
    try {
      Files.createDirectories(directory);
      clock = Files.writeString(directory.resolve("clock"), "0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    disk =
        size.smallDisk()
            ? Optional.of(SmallDisk.mount(directory.resolve("disk")))
            : Optional.empty();
    var database = disk.map(SmallDisk::directory).orElse(directory.resolve("postgres"));
    var services = new HashMap<String, String>();
    var starting =
        CompletableFuture.supplyAsync(
            () -> Brokers.start(size.brokers(), directory.resolve("kafka"), PLACES));
    services.putAll(start(postgres, database, Kind.POSTGRES));
    services.putAll(start(redis, directory.resolve("redis"), Kind.REDIS));
    brokers = starting.join();
    services.put("maru.kafka.bootstrap", brokers.bootstrap());
    cluster =
        Cluster.create("faults", services)
            .with("maru.kafka.replication", Integer.toString(size.brokers()))
            .with("maru.kafka.min-insync-replicas", size.brokers() > 2 ? "2" : "1")
            .with("maru.test.clock", clock.toString());
    PLACES.forEach(name -> places.add(place(name)));
  }

  /// Starts all of it.
  ///
  /// @param directory is made
  static Installation start(Path directory, Size size) {
    KAFKA.setLevel(Level.SEVERE);
    var installation = new Installation(directory, size);
    installation.startNodes();
    return installation;
  }

  private static Map<String, String> start(EmbeddedServices services, Path data, Kind kind) {
    var settings = new HashMap<>(Services.settings(data));
    Map.of(
            Kind.POSTGRES, "maru.db.url",
            Kind.REDIS, "maru.redis.url",
            Kind.KAFKA, "maru.kafka.bootstrap")
        .forEach(
            (other, address) -> {
              if (other != kind) {
                settings.put(address, "elsewhere");
              }
            });
    Runtime.getRuntime().addShutdownHook(new Thread(services::stop));
    return services.start(settings::get);
  }

  private Place place(String name) {
    var url = cluster.setting("maru.db.url");
    var toPostgres = Proxy.to(name + ">postgres", portIn(url));
    var toRedis = Proxy.to(name + ">redis", portIn(cluster.setting("maru.redis.url")));
    var ways = new Place.Ways(toPostgres, toRedis, brokers.proxiesOf(name));
    var reach =
        Map.of(
            "maru.db.url",
            url.replace(":" + portIn(url) + "/", ":" + toPostgres.port() + "/"),
            "maru.redis.url",
            "redis://127.0.0.1:" + toRedis.port(),
            "maru.kafka.bootstrap",
            brokers.bootstrapOf(name));
    return new Place(name, name.replaceAll("-.*", ""), cluster, ways, reach);
  }

  private static int portIn(String url) {
    return Integer.parseInt(url.replaceAll(".*:(\\d+).*", "$1"));
  }

  Cluster cluster() {
    return cluster;
  }

  Brokers brokers() {
    return brokers;
  }

  Optional<SmallDisk> disk() {
    return disk;
  }

  /// Makes the clocks of all nodes wrong by this much; in one step, since they read it at any
  /// moment.
  void setClock(long millis) {
    try {
      var draft = Files.writeString(clock.resolveSibling("clock.new"), Long.toString(millis));
      Files.move(draft, clock, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Place> gateways() {
    return places.stream().filter(place -> place.name().startsWith("gateway")).toList();
  }

  /// Those that run as a rule.
  List<Place> workers() {
    return places.stream()
        .filter(place -> place.name().startsWith("worker") && !place.name().equals(SPARE))
        .toList();
  }

  /// Where a worker can be started besides.
  Place spare() {
    return places.getLast();
  }

  /// All nodes that run as a rule.
  List<Place> nodes() {
    return Stream.concat(gateways().stream(), workers().stream()).toList();
  }

  /// All proxies to a part.
  ///
  /// @param part `clients`, `postgres`, `redis` or `kafka`
  List<Proxy> proxiesTo(String part) {
    return places.stream().flatMap(place -> place.proxiesTo(part).stream()).toList();
  }

  void killPostgres() {
    postgres.kill(Kind.POSTGRES);
  }

  void startPostgres() {
    postgres.start(Kind.POSTGRES);
  }

  void killRedis() {
    redis.kill(Kind.REDIS);
  }

  void startRedis() {
    redis.start(Kind.REDIS);
  }

  /// Starts the nodes that run as a rule and do not, one worker first: it makes the tables.
  private void startNodes() {
    var missing = nodes().stream().filter(place -> !place.isRunning()).toList();
    missing.stream().limit(1).forEach(Place::start);
    var rest = missing.stream().skip(1).map(place -> CompletableFuture.runAsync(place::start));
    rest.toList().forEach(CompletableFuture::join);
  }

  /// Ends every disturbance: all that should run runs, nothing stands between.
  void heal() {
    for (var part : List.of("clients", "postgres", "redis", "kafka")) {
      proxiesTo(part).forEach(Proxy::heal);
    }
    setClock(0);
    disk.ifPresent(SmallDisk::free);
    startPostgres();
    startRedis();
    brokers.startAll();
    places.forEach(Place::thaw);
    if (spare().isRunning()) {
      spare().stop();
    }
    startNodes();
  }

  @Override
  public void close() {
    places.forEach(Place::close);
    brokers.close();
    redis.stop();
    postgres.stop();
    disk.ifPresent(SmallDisk::close);
    Services.delete(directory);
  }
}
