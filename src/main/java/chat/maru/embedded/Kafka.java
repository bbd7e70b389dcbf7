package chat.maru.embedded;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Kafka, broker and controller in one process with its own heap, its log under `data/kafka`.
///
/// A record that it has confirmed is in the operating system's hands and outlives the process, not
/// the power of the machine; that is what one broker alone can promise.
final class Kafka implements EmbeddedService {
  private static final String NAME = "Kafka";
  private static final String PORT_KEY = "maru.embedded.kafka.port";
  private static final String CONTROLLER_PORT_KEY = "maru.embedded.kafka.controller.port";
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final DataDirectory data;
  private final Child child;
  private final int port;
  private final int controllerPort;
  private final List<String> javaOptions;

  Kafka(EmbeddedConfig config, DataDirectory data) {
    this.data = data;
    this.child = new Child(NAME, "kafka", data);
    this.port = config.port(PORT_KEY, 19_092);
    this.controllerPort = config.port(CONTROLLER_PORT_KEY, 19_093);
    this.javaOptions = config.words("maru.embedded.kafka.jvm");
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    var stranger = data.strangerOwning("kafka");
    if (stranger.isPresent()) {
      throw data.belongsTo(stranger.get(), "kafka");
    }
    stop();
    Ports.requireFree(port, NAME, PORT_KEY);
    Ports.requireFree(controllerPort, NAME + "'s controller", CONTROLLER_PORT_KEY);
  }

  @Override
  public void unpack() {
    // It runs on this JVM, from the class path.
  }

  @Override
  public void start() throws IOException, InterruptedException {
    var directory = data.create("kafka");
    var command = new ArrayList<String>();
    command.add(java());
    command.addAll(List.of("-Xms64m", "-Xmx256m", "-XX:+UseSerialGC"));
    command.add("--sun-misc-unsafe-memory-access=allow"); // Kafka's, and its compressors' code
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(javaOptions);
    command.add("-Djava.util.logging.config.file=" + write("kafka-logging.properties", logging()));
    command.add(KafkaProcess.class.getName());
    command.add(write("kafka.properties", configuration()).toString());
    if (Files.notExists(directory.resolve("meta.properties"))) {
      command.add(clusterId());
    }
    child.launch(command, directory, Map.of("CLASSPATH", classPath()));
    child.awaitReady(new KafkaProbe(port), START_LIMIT);
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("maru.kafka.bootstrap", "127.0.0.1:" + port);
  }

  @Override
  public @Nullable Process process() {
    return child.process();
  }

  @Override
  public void stop() {
    child.stop(ProcessHandle::destroy, STOP_LIMIT);
  }

  @Override
  public void kill() {
    child.kill();
  }

  private Map<String, String> configuration() {
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", "1"),
        Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry(
            "listeners",
            "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort)),
        Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
        Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
        Map.entry("log.dirs", data.of("kafka").toString()),
        Map.entry("log.cleaner.dedupe.buffer.size", "8388608"), // half of the heap by default
        Map.entry("auto.create.topics.enable", "false"),
        Map.entry("default.replication.factor", "1"),
        Map.entry("min.insync.replicas", "1"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "8"), // one broker: 50 only cost time and files
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "4"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        // After SIGKILL the controller waits for the old session to end before it lets the broker
        // in.
        Map.entry("broker.session.timeout.ms", "6000"),
        Map.entry("broker.heartbeat.interval.ms", "1000"),
        Map.entry("group.initial.rebalance.delay.ms", "0"));
  }

  private static Map<String, String> logging() {
    return Map.of(
        "handlers", "java.util.logging.ConsoleHandler",
        ".level", "WARNING",
        "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n");
  }

  private Path write(String file, Map<String, String> entries) throws IOException {
    var properties = new Properties();
    properties.putAll(entries);
    var text = new StringWriter();
    properties.store(text, null);
    return Files.writeString(data.run(file), text.toString());
  }

  private static String clusterId() {
    var id = UUID.randomUUID();
    var bytes =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits());
    // A leading hyphen would be read as an option.
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()).replace('-', 'M');
  }

  private static String java() {
    return ProcessHandle.current()
        .info()
        .command()
        .orElseGet(() -> Path.of(System.getProperty("java.home"), "bin", "java").toString());
  }

  /// That of this JVM: Kafka's libraries are among it.
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
