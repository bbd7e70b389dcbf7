package chat.maru.boot;

import chat.maru.platform.Surroundings;
import chat.maru.platform.Surroundings.SurroundingsException;
import io.helidon.common.Weight;
import io.helidon.microprofile.server.Server;
import io.helidon.spi.HelidonShutdownHandler;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/// Starts Maru on Helidon. Where the class path holds [Surroundings], the services that no address
/// was given for are started first and stopped last.
public final class Main {
  private static final System.Logger LOG = System.getLogger(Main.class.getName());

  /// The ordinal of the defaults that this build carries (MicroProfile Config, "ordinal").
  private static final int DEFAULTS = 100;

  private Main() {}

  public static void main(String[] args) {
    try {
      start();
    } catch (SurroundingsException e) {
      LOG.log(Level.ERROR, e.getMessage());
      System.exit(1);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, StartFailure.sentence(e), e);
      System.exit(1);
    }
  }

  /// Starts everything and returns when the server answers; what fails is thrown.
  public static void start() {
    surround();
    Server.create().start();
  }

  private static void surround() {
    for (var surroundings : ServiceLoader.load(Surroundings.class)) {
      io.helidon.Main.addShutdownHandler(new StopLast(surroundings));
      surroundings.start(settings()).forEach(System::setProperty);
    }
  }

  /// Reads what a person has set, without registering the configuration: the runtime must see what
  /// is set afterwards. The defaults of this build do not count as given addresses.
  private static Map<String, String> settings() {
    var config =
        ConfigProviderResolver.instance()
            .getBuilder()
            .addDefaultSources()
            .addDiscoveredConverters()
            .build();
    var settings = new HashMap<String, String>();
    StreamSupport.stream(config.getConfigSources().spliterator(), false)
        .filter(source -> source.getOrdinal() > DEFAULTS)
        .flatMap(source -> source.getPropertyNames().stream())
        .map(name -> name.startsWith("MARU_") ? name.toLowerCase().replace('_', '.') : name)
        .filter(name -> name.startsWith("maru."))
        .forEach(
            name ->
                config
                    .getOptionalValue(name, String.class)
                    .ifPresent(value -> settings.put(name, value)));
    return settings;
  }

  /// The lowest weight is called last: the server drains before its services go.
  @Weight(1)
  private record StopLast(Surroundings surroundings) implements HelidonShutdownHandler {
    @Override
    public void shutdown() {
      surroundings.stop();
    }
  }
}
