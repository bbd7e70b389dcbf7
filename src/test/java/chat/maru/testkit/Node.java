package chat.maru.testkit;

import chat.maru.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One server process, a JVM of its own, for what can't be shown within the test's own: roles,
/// several nodes, SIGKILL.
public final class Node implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration START = Duration.ofSeconds(300);

  private final Process process;
  private final Path log;
  private final int port;

  private Node(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /// Starts a process with these system properties and waits until it is ready.
  static Node start(String name, Map<String, String> properties) {
    try {
      var port = Ports.anyFree();
      var directory = Services.data().resolve("nodes");
      Files.createDirectories(directory);
      var log = directory.resolve(name + "-" + port + ".log");
      var command = new ArrayList<String>();
      command.add(ProcessHandle.current().info().command().orElseThrow());
      command.addAll(
          List.of(
              "-Xmx256m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "--sun-misc-unsafe-memory-access=allow",
              "--enable-native-access=ALL-UNNAMED",
              "-Dmaru.port=" + port,
              "-Dmaru.data=" + directory.resolve(name + "-" + port)));
      properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), "chat.maru.boot.Main"));
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      var node = new Node(process, log, port);
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      Await.until("node " + name + " is ready, see " + log, START, node::isReadyOrDead);
      if (!process.isAlive()) {
        throw new AssertionError("node " + name + " ended: " + node.log());
      }
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The address, such as `http://localhost:34567`.
  public String url() {
    return "http://localhost:" + port;
  }

  /// Calls without credentials to this node.
  public Rest rest() {
    return new Rest(url() + "/api/v10", Map.of());
  }

  /// Makes an account here whose name begins as given.
  ///
  /// @return its access token
  public String register(String beginning) {
    var name = beginning + Long.toString(System.nanoTime(), 36);
    var body =
        Map.of("username", name, "email", name + "@example.test", "password", Person.PASSWORD);
    return rest().post("/auth/register", body).expect(201).path("access_token").asText();
  }

  /// The whole output so far.
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// SIGKILL.
  ///
  /// @return the exit code as a shell reports it
  public int kill() {
    process.destroyForcibly();
    return exitCode();
  }

  /// SIGTERM, and waits.
  ///
  /// @return the exit code as a shell reports it
  public int stop() {
    process.destroy();
    return exitCode();
  }

  /// SIGTERM, and does not wait.
  public void terminate() {
    process.destroy();
  }

  /// Waits until the process has ended.
  ///
  /// @return the exit code as a shell reports it
  public int awaitEnd() {
    return exitCode();
  }

  /// SIGSTOP: the process is there and does nothing.
  public void freeze() {
    signal("STOP");
  }

  /// SIGCONT.
  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      if (kill.waitFor() != 0) {
        throw new AssertionError("kill -" + name + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// What `/health/ready` says.
  public boolean isReady() {
    return process.isAlive() && isReadyOrDead();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// Where it listens.
  public int port() {
    return port;
  }

  private int exitCode() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new AssertionError("the process does not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private boolean isReadyOrDead() {
    if (!process.isAlive()) {
      return true;
    }
    try {
      var request = HttpRequest.newBuilder(URI.create(url() + "/health/ready")).build();
      return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.destroyForcibly();
      exitCode();
    }
  }
}
