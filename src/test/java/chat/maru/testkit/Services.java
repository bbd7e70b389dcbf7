package chat.maru.testkit;

import chat.maru.embedded.EmbeddedServices;
import chat.maru.embedded.EmbeddedServices.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A real PostgreSQL, Redis and Kafka on free ports, started once for the JVM of the tests and
/// stopped at its end. The handles disturb them: what is started again has the same port and data.
public final class Services {
  private static final Path DATA =
      Path.of("target", "it-data", Long.toString(ProcessHandle.current().pid())).toAbsolutePath();

  /// Unpacked once for all test runs.
  private static final Path PROGRAMS = Path.of("target", "embedded-programs").toAbsolutePath();

  private static final List<Runnable> USERS = new CopyOnWriteArrayList<>();

  private Services() {}

  /// The settings that point at the services: `maru.db.url`, `maru.db.user`, `maru.db.password`,
  /// `maru.redis.url`, `maru.kafka.bootstrap`. The first call starts them.
  public static Map<String, String> get() {
    return Running.SETTINGS;
  }

  /// What [EmbeddedServices] is given to start all three on free ports.
  public static Map<String, String> settings(Path data) {
    return Map.of(
        "maru.data", data.toString(),
        "maru.embedded.programs", PROGRAMS.toString(),
        "maru.embedded.postgres.port", "0",
        "maru.embedded.redis.port", "0",
        "maru.embedded.kafka.port", "0",
        "maru.embedded.kafka.controller.port", "0",
        // Compiling less makes a start cheaper by half; a test sends few messages.
        "maru.embedded.kafka.jvm", "-XX:TieredStopAtLevel=1");
  }

  /// A directory of this JVM's own, deleted at its end.
  public static Path data() {
    return DATA;
  }

  /// Has something stopped before the services go, at the end of the JVM.
  public static void beforeEnd(Runnable stop) {
    USERS.add(stop);
  }

  /// Deletes a directory with all in it.
  public static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    static final Map<String, String> SETTINGS = begin();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(Running::end, "services-end"));
    }

    private static Map<String, String> begin() {
      sweep();
      return SERVICES.start(settings(DATA)::get);
    }

    /// What test JVMs that were killed have left, processes and files.
    private static void sweep() {
      try {
        Files.createDirectories(DATA.getParent());
        try (var directories = Files.list(DATA.getParent())) {
          for (var directory : directories.toList()) {
            var pid = Long.parseLong(directory.getFileName().toString());
            if (ProcessHandle.of(pid).isEmpty()) {
              new EmbeddedServices().sweep(settings(directory)::get);
              delete(directory);
            }
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void end() {
      USERS.forEach(Runnable::run);
      SERVICES.stop();
      delete(DATA);
    }
  }
}
