package chat.maru.embedded;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Redis with an append-only file under `data/redis`.
final class Redis implements EmbeddedService {
  private static final String NAME = "Redis";
  private static final String PORT_KEY = "maru.embedded.redis.port";
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final int ANSWER_MILLIS = 2_000;
  private static final int ANSWER_BYTES = 8_192;

  private final DataDirectory data;
  private final Programs programs;
  private final Child child;
  private final int port;

  Redis(EmbeddedConfig config, DataDirectory data) {
    this.data = data;
    this.programs = new Programs(config.programs());
    this.child = new Child(NAME, "redis", data);
    this.port = config.port(PORT_KEY, 16_379);
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    var stranger = data.strangerOwning("redis");
    if (stranger.isPresent()) {
      throw data.belongsTo(stranger.get(), "redis");
    }
    stop();
    stopUnrecorded();
    Ports.requireFree(port, NAME, PORT_KEY);
  }

  @Override
  public void unpack() throws IOException {
    var _ = programs.redis();
  }

  @Override
  public void start() throws IOException, InterruptedException {
    var directory = data.create("redis");
    child.launch(
        List.of(
            programs.redis().toString(),
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--dir",
            directory.toString(),
            "--appendonly",
            "yes",
            "--appendfsync",
            "everysec",
            "--save",
            "",
            "--loglevel",
            "warning"),
        directory,
        Map.of());
    child.awaitReady(() -> ask("PING").contains("+PONG"), START_LIMIT);
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("maru.redis.url", "redis://127.0.0.1:" + port);
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

  /// A server may have been killed between the start of Redis and the writing of its pid file: what
  /// answers on the port from our directory is ours.
  private void stopUnrecorded() throws IOException, InterruptedException {
    var directory = data.of("redis").toString();
    if (ask("CONFIG GET dir").contains(directory)) {
      ask("SHUTDOWN");
      var deadline = System.nanoTime() + STOP_LIMIT.toNanos();
      while (!ask("PING").isEmpty() && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  /// Sends one inline command and returns the lines of the answer, none where nobody answers.
  private List<String> ask(String command) {
    try (var socket = new Socket()) {
      socket.connect(Ports.local(port), ANSWER_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
      var answer = socket.getInputStream().readNBytes(ANSWER_BYTES);
      return new String(answer, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of(); // nobody there, or nobody who speaks this language
    }
  }
}
