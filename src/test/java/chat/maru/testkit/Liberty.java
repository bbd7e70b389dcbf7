package chat.maru.testkit;

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
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Open Liberty with the WAR that `mvn -Pliberty` has built, as a process of its own.
final class Liberty {
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  private final Path program;
  private final Path user;
  private final Path log;

  private Liberty(Path home, Path user) {
    this.program = home.resolve("bin").resolve("server");
    this.user = user;
    this.log = user.resolve("console.log");
  }

  /// Whether the tests run against Open Liberty.
  static boolean wanted() {
    return System.getProperty("maru.test.liberty") != null;
  }

  /// Starts the server and returns when it is ready. It ends with this JVM.
  ///
  /// @param settings `maru.*` keys, handed over as environment variables
  static void start(Map<String, String> settings) {
    var liberty =
        new Liberty(
            Path.of(System.getProperty("maru.test.liberty")),
            Path.of(System.getProperty("maru.test.liberty.user")));
    try {
      var process = liberty.command("run", settings).start();
      Services.beforeEnd(() -> liberty.stop(process));
      var ready = URI.create("http://localhost:" + settings.get("maru.port") + "/health/ready");
      Await.until(
          "Open Liberty is ready; see " + liberty.log,
          PATIENCE,
          () -> !process.isAlive() || answers(ready));
      if (!process.isAlive()) {
        throw new AssertionError("Open Liberty has ended: " + Files.readString(liberty.log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder command(String verb, Map<String, String> settings) {
    var builder =
        new ProcessBuilder(List.of(program.toString(), verb, "maru"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    var environment = builder.environment();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("WLP_USER_DIR", user.toString());
    settings.forEach(
        (key, value) -> environment.put(key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    return builder;
  }

  private static boolean answers(URI ready) {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false; // not yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void stop(Process process) {
    var all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    try {
      if (!command("stop", Map.of()).start().waitFor(30, TimeUnit.SECONDS)) {
        all.forEach(ProcessHandle::destroyForcibly);
      }
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
