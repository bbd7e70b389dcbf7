package chat.maru.platform.stream;

import chat.maru.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// A real broker within the test's JVM, on ports and in a directory of its own; it can be stopped
/// and started again on the same data.
@NullMarked
public final class TestBroker implements AutoCloseable {
  private static final List<Logger> QUIET =
      List.of(
          Logger.getLogger("kafka"),
          Logger.getLogger("org.apache.kafka"),
          Logger.getLogger("state"));

  static {
    QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
  }

  private final Path data;
  private final int port;
  private final int controllerPort;
  private final Topics topics;
  private @Nullable KafkaRaftServer server;

  private TestBroker() throws Exception {
    data = Files.createTempDirectory("maru-kafka-");
    port = Ports.anyFree();
    controllerPort = Ports.anyFree();
    topics = new Topics(new TopicPlan(Map.of(), 24, 1, 1, Duration.ofSeconds(10)), config());
    new Formatter()
        .setPrintStream(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()))
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(1)
        .setDirectories(List.of(data.resolve("log").toString()))
        .setMetadataLogDirectory(data.resolve("log").toString())
        .setControllerListenerName("CONTROLLER")
        .run();
    start();
  }

  /// Starts a broker; it answers when this returns.
  public static TestBroker started() {
    try {
      return new TestBroker();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public String bootstrap() {
    return "localhost:" + port;
  }

  public StreamConfig config() {
    return StreamConfig.at(bootstrap());
  }

  /// Makes a topic, once the broker takes orders.
  String topic(String name, int partitions) {
    return topic(name, partitions, Map.of());
  }

  String topic(String name, int partitions, Map<String, String> settings) {
    ask(
        admin ->
            admin
                .createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(settings)))
                .all());
    try (var own = new Broker(config())) { // until every partition has a leader
      own.offsets(name, IntStream.range(0, partitions).boxed().toList(), OffsetSpec.latest());
    }
    return name;
  }

  List<String> groups() {
    return ask(admin -> admin.listGroups().all()).stream().map(GroupListing::groupId).toList();
  }

  int members(String group) {
    return ask(admin -> admin.describeConsumerGroups(List.of(group)).all()).values().stream()
        .mapToInt(description -> description.members().size())
        .sum();
  }

  /// The topics of a server that talks to this broker, with the counts of its default
  /// configuration.
  Topics topics() {
    return topics;
  }

  <T> T ask(Function<Admin, KafkaFuture<T>> question) {
    try (var own = new Broker(config())) {
      return own.ask(question);
    }
  }

  public void start() {
    if (server == null) {
      server = new KafkaRaftServer(new KafkaConfig(settings()), Time.SYSTEM);
      server.startup();
    }
  }

  public void stop() {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
      server = null;
    }
  }

  @Override
  public void close() {
    topics.close();
    stop();
    try (var files = Files.walk(data)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", "1"),
        Map.entry("controller.quorum.voters", "1@localhost:" + controllerPort),
        Map.entry(
            "listeners",
            "PLAINTEXT://localhost:%d,CONTROLLER://localhost:%d".formatted(port, controllerPort)),
        Map.entry("advertised.listeners", "PLAINTEXT://localhost:" + port),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry("log.dirs", data.resolve("log").toString()),
        Map.entry("auto.create.topics.enable", "false"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "4"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("group.initial.rebalance.delay.ms", "0"));
  }
}
