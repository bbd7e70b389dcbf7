package chat.maru.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.embedded.EmbeddedServices.Kind;
import chat.maru.platform.Surroundings;
import chat.maru.platform.Surroundings.SurroundingsException;
import chat.maru.testkit.Services;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedServicesIT {
  private static final Map<String, String> EXTERNAL =
      Map.of(
          "maru.db.url", "jdbc:postgresql://db.example/maru",
          "maru.redis.url", "redis://cache.example",
          "maru.kafka.bootstrap", "broker.example:9092");

  private final EmbeddedServices services = new EmbeddedServices();
  private final List<Process> servers = new ArrayList<>();
  private final Path temporary;
  private final Path data;

  EmbeddedServicesIT(@TempDir Path temporary) {
    this.temporary = temporary;
    this.data = temporary.resolve("a clone of maru").resolve("data");
  }

  @AfterEach
  void stop() {
    servers.forEach(Process::destroyForcibly);
    services.stop();
  }

  @Test
  void aCleanStopAndASecondStartFindTheData() throws Exception {
    var first = new EmbeddedServices();
    new Contents(first.start(settings()::get)).write();
    first.stop();
    assertThat(running(data)).isEmpty();

    var again = services.start(settings()::get);

    new Contents(again).requireAll();
    assertThat(again).hasSize(5);
    assertThat(again.get("maru.db.url")).matches("jdbc:postgresql://127\\.0\\.0\\.1:\\d+/maru");
    assertThat(again.get("maru.redis.url")).matches("redis://127\\.0\\.0\\.1:\\d+");
    assertThat(again.get("maru.kafka.bootstrap")).matches("127\\.0\\.0\\.1:\\d+");
    assertDurable(again);
    assertOwnSessions();
  }

  @Test
  void whatWasAcknowledgedSurvivesTheDeathOfEverything() throws Exception {
    new Contents(settings(server(settings()))).write();

    servers.getFirst().destroyForcibly().waitFor();
    killAll(running(data));

    new Contents(services.start(settings()::get)).requireAll();
  }

  @Test
  void whatAKilledServerLeftRunningIsTakenOver() throws Exception {
    // the same ports again: what is left over must give them back
    var fixed = settings();
    for (var port : List.of("postgres", "redis", "kafka", "kafka.controller")) {
      fixed.put("maru.embedded." + port + ".port", Integer.toString(Ports.anyFree()));
    }
    var left = settings(server(fixed));
    new Contents(left).write();
    assertThatThrownBy(() -> services.start(fixed::get))
        .isInstanceOf(SurroundingsException.class)
        .hasMessageStartingWith("Another server already runs on the data directory " + data);

    servers.getFirst().destroyForcibly().waitFor();
    var orphans = running(data);
    assertThat(orphans).hasSize(3);
    var again = services.start(fixed::get);

    assertThat(again).isEqualTo(left);
    new Contents(again).requireAll();
    assertThat(orphans).noneMatch(Processes::runs);
  }

  @ParameterizedTest
  @CsvSource({
    "maru.embedded.postgres.port, PostgreSQL",
    "maru.embedded.redis.port, Redis",
    "maru.embedded.kafka.port, Kafka",
    "maru.embedded.kafka.controller.port, Kafka's controller"
  })
  void aPortThatIsTakenIsSaid(String key, String service) throws IOException {
    var settings = settings();
    try (var taken = new ServerSocket()) {
      taken.bind(Ports.local(Ports.anyFree()));
      settings.put(key, Integer.toString(taken.getLocalPort()));

      assertThatThrownBy(() -> services.start(settings::get))
          .isInstanceOf(SurroundingsException.class)
          .hasMessage(
              "Port %d for %s is taken by another program: stop that, or choose another port with %s."
                  .formatted(taken.getLocalPort(), service, EmbeddedConfig.spellings(key)));
    }
    assertThat(running(data)).isEmpty();
  }

  @Test
  void aSecondStartOnTheSameDirectoryIsRefusedAndHarmsNothing() throws Exception {
    var settings = only("maru.redis.url");
    var found = services.start(settings::get);

    for (var attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> new EmbeddedServices().start(settings::get))
          .isInstanceOf(SurroundingsException.class)
          .hasMessageStartingWith("Another server already runs on the data directory " + data);
    }

    try (var redis = new Contents(found).redis()) {
      assertThat(redis.ping()).isEqualTo("PONG");
    }
  }

  @Test
  void whatHasAnAddressIsNotStarted() {
    var settings = settings();
    settings.putAll(EXTERNAL);
    assertThat(services.start(settings::get)).isEmpty();
    assertThat(data).doesNotExist();

    assertThat(services.start(only("maru.redis.url")::get)).containsOnlyKeys("maru.redis.url");
    assertThat(data.resolve("postgres")).doesNotExist();
    assertThat(data.resolve("kafka")).doesNotExist();
  }

  @Test
  void whatEndsByItselfIsStartedAgain() throws Exception {
    var found = services.start(only("maru.redis.url")::get);
    var first = running(data).getFirst();
    try (var redis = new Contents(found).redis()) {
      redis.set("kept", "yes");
    }

    first.destroyForcibly();

    await(() -> !running(data).isEmpty() && !running(data).contains(first));
    services.stop(Kind.REDIS);
    services.start(Kind.REDIS);
    try (var redis = new Contents(found).redis()) {
      assertThat(redis.get("kept")).isEqualTo("yes");
    }
  }

  @Test
  void aStopDuringTheStartLeavesNothingRunning() throws Exception {
    var failure = new ArrayList<Throwable>();
    var starting =
        Thread.ofPlatform()
            .uncaughtExceptionHandler((_, e) -> failure.add(e))
            .start(() -> services.start(settings()::get));
    await(() -> !running(data).isEmpty());

    services.stop();

    starting.join();
    assertThat(running(data)).isEmpty();
    assertThat(failure).hasSize(1).first().isInstanceOf(SurroundingsException.class);
  }

  @Test
  void theServerFindsThemByItself() {
    assertThat(ServiceLoader.load(Surroundings.class))
        .hasOnlyElementsOfType(EmbeddedServices.class)
        .hasSize(1);
  }

  private void assertDurable(Map<String, String> at) throws Exception {
    try (var connection = new Contents(at).database();
        var statement = connection.createStatement()) {
      for (var name : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        try (var rows = statement.executeQuery("SHOW " + name)) {
          rows.next();
          assertThat(rows.getString(1)).as(name).isEqualTo("on");
        }
      }
    }
  }

  private void assertOwnSessions() throws IOException {
    for (var process : running(data)) {
      var stat = Path.of("/proc", Long.toString(process.pid()), "stat");
      if (Files.exists(stat)) {
        var text = Files.readString(stat);
        var session = text.substring(text.lastIndexOf(')') + 2).split(" ", -1)[3];
        assertThat(session).isEqualTo(Long.toString(process.pid()));
      }
    }
  }

  private Map<String, String> settings() {
    return new HashMap<>(Services.settings(data));
  }

  /// Settings with which one service alone is started.
  private Map<String, String> only(String address) {
    var settings = settings();
    settings.putAll(EXTERNAL);
    settings.remove(address);
    return settings;
  }

  /// A JVM of its own that has started the services; returns the file with what they gave it.
  private Path server(Map<String, String> settings) throws Exception {
    var ready = temporary.resolve("ready");
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                StandInServer.class.getName(),
                ready.toString()));
    settings.forEach((key, value) -> command.add(key + "=" + value));
    var process = new ProcessBuilder(command).inheritIO().start();
    servers.add(process);
    await(() -> Files.exists(ready) || !process.isAlive());
    return ready;
  }

  private static Map<String, String> settings(Path file) throws IOException {
    var settings = new HashMap<String, String>();
    for (var line : Files.readAllLines(file)) {
      var at = line.indexOf('=');
      settings.put(line.substring(0, at), line.substring(at + 1));
    }
    return settings;
  }

  /// The processes that the pid files of the directory name.
  private static List<ProcessHandle> running(Path data) {
    var found = new ArrayList<ProcessHandle>();
    for (var service : List.of("postgres", "redis", "kafka")) {
      var file = data.resolve("run").resolve(service + ".pid");
      if (Files.exists(file)) {
        try {
          var words = Files.readString(file).strip().split(" ", -1);
          Processes.find(Long.parseLong(words[0]), words[1]).ifPresent(found::add);
        } catch (IOException e) {
          found.clear(); // deleted meanwhile: asked again by whoever waits
        }
      }
    }
    return found;
  }

  private static void killAll(List<ProcessHandle> processes) throws InterruptedException {
    assertThat(processes).hasSize(3);
    for (var process : processes) {
      Processes.kill(process);
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for 120 s").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
