package chat.maru.embedded;

import static java.util.Objects.requireNonNull;

import chat.maru.platform.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Starts those of PostgreSQL, Redis and Kafka that no address is configured for.
public final class EmbeddedServices implements Surroundings {
  private static final System.Logger log = System.getLogger(EmbeddedServices.class.getName());

  /// In the order in which they are needed; they stop in the reverse one.
  public enum Kind {
    POSTGRES("maru.db.url"),
    REDIS("maru.redis.url"),
    KAFKA("maru.kafka.bootstrap");

    private final String address;

    Kind(String address) {
      this.address = address;
    }
  }

  private final Map<Kind, EmbeddedService> services = new EnumMap<>(Kind.class);
  private @Nullable DataDirectory data;

  @Override
  public synchronized Map<String, String> start(Map<String, String> settings) {
    var config = new EmbeddedConfig(settings);
    var wanted = List.of(Kind.values()).stream().filter(k -> !config.has(k.address)).toList();
    if (wanted.isEmpty()) {
      return Map.of();
    }
    var directory = DataDirectory.open(config.data());
    data = directory;
    try {
      wanted.forEach(kind -> services.put(kind, create(kind, config, directory)));
      together(services.values(), EmbeddedService::prepare, directory);
      together(services.values(), EmbeddedService::start, directory);
    } catch (RuntimeException e) {
      stop();
      throw e;
    }
    var found = new HashMap<String, String>();
    services.values().forEach(service -> found.putAll(service.settings()));
    return Map.copyOf(found);
  }

  @Override
  public synchronized void stop() {
    new ArrayList<>(services.values()).reversed().forEach(EmbeddedService::stop);
    services.clear();
    var directory = data;
    if (directory != null) {
      data = null;
      try {
        directory.close();
      } catch (IOException e) {
        log.log(System.Logger.Level.WARNING, "directory={0} lock=kept", directory.root(), e);
      }
    }
  }

  /// Starts one service again, on the same port with the same data.
  public synchronized void start(Kind kind) {
    together(List.of(running(kind)), EmbeddedService::start, requireNonNull(data));
  }

  /// Stops one service cleanly and leaves the others running.
  public synchronized void stop(Kind kind) {
    running(kind).stop();
  }

  /// Ends one service with SIGKILL and leaves the others running.
  public synchronized void kill(Kind kind) {
    running(kind).kill();
  }

  private EmbeddedService running(Kind kind) {
    var service = services.get(kind);
    if (service == null) {
      throw new IllegalStateException(kind + " was not started here");
    }
    return service;
  }

  private static EmbeddedService create(Kind kind, EmbeddedConfig config, DataDirectory data) {
    return switch (kind) {
      case POSTGRES -> new Postgres(config, data);
      case REDIS -> new Redis(config, data);
      case KAFKA -> new Kafka(config, data);
    };
  }

  private interface Step {
    void run(EmbeddedService service) throws IOException, InterruptedException;
  }

  /// Runs one step for all at the same time and throws the first failure when all have ended.
  private static void together(
      Collection<EmbeddedService> services, Step step, DataDirectory data) {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          services.stream()
              .map(
                  service ->
                      executor.submit(
                          () -> {
                            step.run(service);
                            return service;
                          }))
              .toList();
      for (var one : running) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SurroundingsException("Interrupted while the services started.", e);
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case SurroundingsException said -> said;
        case IOException io ->
            new SurroundingsException(DataDirectory.unusable(data.root(), io), io);
        case null, default -> new IllegalStateException(e.getCause());
      };
    }
  }
}
