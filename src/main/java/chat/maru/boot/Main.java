package chat.maru.boot;

import chat.maru.boot.StartFailure.StartRefused;
import chat.maru.platform.Surroundings;
import chat.maru.platform.Surroundings.SurroundingsException;
import chat.maru.platform.telemetry.Logs;
import chat.maru.platform.telemetry.LogsToTheEnd;
import io.helidon.common.Weight;
import io.helidon.microprofile.server.Server;
import io.helidon.spi.HelidonShutdownHandler;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/// Starts Maru on Helidon, or runs the command that the first argument names ([Verify]). Where the
/// class path holds [Surroundings], the services that no address was given for are started first
/// and stopped last.
public final class Main {
  private static final System.Logger LOG;

  static {
    keepLogs();
    LOG = System.getLogger(Main.class.getName());
  }

  private Main() {}

  public static void main(String[] args) {
    try {
      configureLogs();
      var words =
          Stream.of(args)
              .flatMap(it -> Stream.of(it.split("\\s+")))
              .filter(it -> !it.isEmpty())
              .toList();
      if (words.contains("verify")) {
        System.exit(Verify.run(words.stream().filter(it -> !it.equals("verify")).toList()));
      }
      start();
    } catch (SurroundingsException e) {
      LOG.log(Level.ERROR, e.getMessage());
      System.exit(1);
    } catch (RuntimeException e) {
      var sentence = StartFailure.sentence(e);
      if (sentence.isPresent()) {
        LOG.log(Level.ERROR, sentence.get());
      } else {
        LOG.log(Level.ERROR, "The server could not start.", e);
      }
      System.exit(1);
    }
  }

  /// Has an effect only before the first logger is made. The class must not be initialized here:
  /// with it, the log manager would be.
  private static void keepLogs() {
    if (System.getProperty("java.util.logging.manager") == null) {
      System.setProperty("java.util.logging.manager", LogsToTheEnd.class.getName());
    }
  }

  private static void configureLogs() {
    try {
      Logs.configure(Given.read());
    } catch (IllegalArgumentException e) {
      throw new StartRefused(String.valueOf(e.getMessage()), e);
    }
  }

  /// Starts everything and returns when the server answers; what fails is thrown.
  public static void start() {
    var settings = Given.read();
    requireFree(settings.get("maru.port", "8080"));
    io.helidon.Main.addShutdownHandler(new FirstOfAll());
    LogsToTheEnd.hold();
    for (var surroundings : ServiceLoader.load(Surroundings.class)) {
      io.helidon.Main.addShutdownHandler(new StopLast(surroundings));
      surroundings.start(settings).forEach(System::setProperty);
    }
    keepTransactionLog(Path.of(settings.get("maru.data", "./data"), "transactions"));
    var server = Server.create().start();
    LOG.log(Level.INFO, Welcome.text(server.port()));
  }

  /// The transaction service would write to wherever the process was started.
  private static void keepTransactionLog(Path directory) {
    for (var store : List.of("", "stateStore.", "communicationStore.")) {
      System.setProperty(
          "ObjectStoreEnvironmentBean." + store + "objectStoreDir", directory.toString());
    }
  }

  /// Asks before the services are started for nothing: the web server binds last.
  private static void requireFree(String port) {
    try (var _ = new ServerSocket(Integer.parseInt(port.strip()))) {
      return;
    } catch (IOException e) {
      throw new StartRefused(StartFailure.portTaken(port), e);
    } catch (IllegalArgumentException e) {
      throw new StartRefused("MARU_PORT must be a number between 0 and 65535, not " + port, e);
    }
  }

  /// The lowest weight is called last: the server drains before its services go.
  @Weight(1)
  private record StopLast(Surroundings surroundings) implements HelidonShutdownHandler {
    @Override
    public void shutdown() {
      surroundings.stop();
    }
  }

  /// Called by the thread that calls all others.
  @Weight(1_000)
  private record FirstOfAll() implements HelidonShutdownHandler {
    @Override
    public void shutdown() {
      LogsToTheEnd.by(Thread.currentThread());
    }
  }
}
