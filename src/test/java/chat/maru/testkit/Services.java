package chat.maru.testkit;

import chat.maru.embedded.EmbeddedServices;
import chat.maru.embedded.EmbeddedServices.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/// A real PostgreSQL, Redis and Kafka on free ports, started once for the JVM of the tests and
/// stopped at its end. The handles disturb them: what is started again has the same port and data.
public final class Services {
  private static final Path DATA =
      Path.of("target", "it-data", Long.toString(ProcessHandle.current().pid())).toAbsolutePath();

  private Services() {}

  /// The settings that point at the services: `maru.db.url`, `maru.db.user`, `maru.db.password`,
  /// `maru.redis.url`, `maru.kafka.bootstrap`. The first call starts them.
  public static Map<String, String> get() {
    return Running.SETTINGS;
  }

  /// Where the embedded programs are unpacked, once for all test runs.
  public static Path programs() {
    return Path.of("target", "embedded-programs").toAbsolutePath();
  }

  public static void stopPostgres() {
    Running.SERVICES.stop(Kind.POSTGRES);
  }

  /// SIGKILL: what was not on disk is lost.
  public static void killPostgres() {
    Running.SERVICES.kill(Kind.POSTGRES);
  }

  public static void startPostgres() {
    Running.SERVICES.start(Kind.POSTGRES);
  }

  public static void stopRedis() {
    Running.SERVICES.stop(Kind.REDIS);
  }

  public static void killRedis() {
    Running.SERVICES.kill(Kind.REDIS);
  }

  public static void startRedis() {
    Running.SERVICES.start(Kind.REDIS);
  }

  public static void stopKafka() {
    Running.SERVICES.stop(Kind.KAFKA);
  }

  public static void killKafka() {
    Running.SERVICES.kill(Kind.KAFKA);
  }

  public static void startKafka() {
    Running.SERVICES.start(Kind.KAFKA);
  }

  /// Loaded, and so started, by the first use.
  private static final class Running {
    static final EmbeddedServices SERVICES = new EmbeddedServices();
    static final Map<String, String> SETTINGS =
        SERVICES.start(
            Map.of(
                "maru.data", DATA.toString(),
                "maru.embedded.programs", programs().toString(),
                "maru.embedded.postgres.port", "0",
                "maru.embedded.redis.port", "0",
                "maru.embedded.kafka.port", "0",
                "maru.embedded.kafka.controller.port", "0"));

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(Running::end, "services-end"));
    }

    private static void end() {
      SERVICES.stop();
      try (var files = Files.walk(DATA)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
