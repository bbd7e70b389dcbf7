package chat.maru.proof.fault;

import chat.maru.proof.proxy.Proxy;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One Kafka broker of several, a process. It tells each client its address by the listener through
/// which the client asks: each place of a node has a listener whose told address is a proxy.
final class Broker {
  private static final String JAVA = ProcessHandle.current().info().command().orElse("java");

  private final int id;
  private final Path directory;
  private final Map<String, String> properties;
  private @Nullable Process process;

  /// What all brokers of a cluster have in common.
  ///
  /// @param clusterId 22 characters of base64
  /// @param controllers by id, `1@127.0.0.1:1234`
  record Common(String clusterId, List<String> controllers) {}

  /// Where one broker listens.
  ///
  /// @param inner for the other brokers and for the test itself
  /// @param controller for the quorum
  /// @param told by the name of each place: a proxy that leads to a listener of this broker
  record Ports(int inner, int controller, Map<String, Proxy> told) {}

  Broker(int id, Path directory, Common common, Ports ports) {
    this.id = id;
    this.directory = directory;
    this.properties = properties(id, directory, common, ports);
  }

  private static Map<String, String> properties(
      int id, Path directory, Common common, Ports ports) {
    var listeners = new ArrayList<String>();
    var advertised = new ArrayList<String>();
    var protocols = new ArrayList<String>();
    listeners.add("INNER://127.0.0.1:" + ports.inner());
    advertised.add("INNER://127.0.0.1:" + ports.inner());
    protocols.add("INNER:PLAINTEXT");
    ports
        .told()
        .forEach(
            (place, proxy) -> {
              var name = place.toUpperCase(java.util.Locale.ROOT).replace("-", "");
              listeners.add(name + "://127.0.0.1:" + proxy.target());
              advertised.add(name + "://127.0.0.1:" + proxy.port());
              protocols.add(name + ":PLAINTEXT");
            });
    listeners.add("CONTROLLER://127.0.0.1:" + ports.controller());
    protocols.add("CONTROLLER:PLAINTEXT");
    var count = common.controllers().size();
    var all = new LinkedHashMap<String, String>();
    all.put("process.roles", "broker,controller");
    all.put("node.id", Integer.toString(id));
    all.put("controller.quorum.voters", String.join(",", common.controllers()));
    all.put("controller.listener.names", "CONTROLLER");
    all.put("listeners", String.join(",", listeners));
    all.put("advertised.listeners", String.join(",", advertised));
    all.put("listener.security.protocol.map", String.join(",", protocols));
    all.put("inter.broker.listener.name", "INNER");
    all.put("log.dirs", directory.resolve("log").toString());
    all.put("log.cleaner.dedupe.buffer.size", "8388608");
    all.put("auto.create.topics.enable", "false");
    all.put("num.network.threads", "1");
    all.put("default.replication.factor", Integer.toString(count));
    all.put("min.insync.replicas", count > 2 ? "2" : "1");
    all.put("offsets.topic.replication.factor", Integer.toString(count));
    all.put("offsets.topic.num.partitions", "8");
    all.put("transaction.state.log.replication.factor", "1");
    all.put("transaction.state.log.min.isr", "1");
    all.put("share.coordinator.state.topic.replication.factor", "1");
    all.put("share.coordinator.state.topic.min.isr", "1");
    all.put("broker.session.timeout.ms", "6000");
    all.put("broker.heartbeat.interval.ms", "1000");
    all.put("replica.lag.time.max.ms", "5000");
    all.put("group.initial.rebalance.delay.ms", "0");
    all.put("maru.cluster", common.clusterId());
    return all;
  }

  String name() {
    return "broker-" + id;
  }

  /// Starts the process, and does not wait for it to answer.
  synchronized void launch() {
    if (isAlive()) {
      return;
    }
    try {
      Files.createDirectories(directory);
      var text = new StringWriter();
      var written = new Properties();
      written.putAll(properties);
      written.remove("maru.cluster");
      written.store(text, null);
      var config = Files.writeString(directory.resolve("broker.properties"), text.toString());
      var command = new ArrayList<String>();
      command.addAll(
          List.of(
              JAVA,
              "-Xms64m",
              "-Xmx256m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "--sun-misc-unsafe-memory-access=allow",
              "--enable-native-access=ALL-UNNAMED",
              "-Djava.util.logging.config.file=" + logging(),
              "chat.maru.embedded.KafkaProcess",
              config.toString()));
      if (Files.notExists(directory.resolve("log").resolve("meta.properties"))) {
        command.add(String.valueOf(properties.get("maru.cluster")));
      }
      var builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.environment().put("CLASSPATH", classPath());
      var log = directory.resolve("broker.log").toFile();
      var started =
          builder
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
              .start();
      process = started;
      Leftovers.note(started.toHandle());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path logging() throws IOException {
    return Files.writeString(
        directory.resolve("logging.properties"),
        """
        handlers=java.util.logging.ConsoleHandler
        .level=WARNING
        java.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n
        """);
  }

  private static String classPath() {
    return java.util.stream.Stream.of(
            System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /// SIGKILL, and waits for the end.
  synchronized void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        throw new AssertionError(name() + " does not end");
      }
    }
  }
}
