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
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Starts those of PostgreSQL, Redis and Kafka that no address is configured for, keeps them
/// running, and stops them. One instance serves one start.
public final class EmbeddedServices implements Surroundings {
  private static final System.Logger LOG = System.getLogger(EmbeddedServices.class.getName());

  /// A service that ends by itself more often than this stays down.
  private static final int REVIVALS = 5;

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

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Kind, EmbeddedService> services = new EnumMap<>(Kind.class);
  private final Map<Kind, Integer> revivals = new EnumMap<>(Kind.class);
  private @Nullable DataDirectory data;

  /// Whoever waits for a service to answer, so that a stop need not wait for him.
  private volatile @Nullable Thread starter;

  private volatile boolean stopping;

  @Override
  public Map<String, String> start(Settings settings) {
    var config = new EmbeddedConfig(settings);
    var wanted = List.of(Kind.values()).stream().filter(k -> !config.has(k.address)).toList();
    if (wanted.isEmpty()) {
      return Map.of();
    }
    lock.lock();
    try {
      prepare(wanted, config);
      together(services.values(), EmbeddedService::unpack);
      together(services.values(), EmbeddedService::start);
      wanted.forEach(this::watch);
      var found = new HashMap<String, String>();
      services.values().forEach(service -> found.putAll(service.settings()));
      return Map.copyOf(found);
    } catch (RuntimeException e) {
      stopAll();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /// Ends what a killed server has left running on its data directory, and starts nothing.
  ///
  /// @throws SurroundingsException when a server still runs there
  public void sweep(Settings settings) {
    lock.lock();
    try {
      prepare(List.of(Kind.values()), new EmbeddedConfig(settings));
    } finally {
      stopAll();
      lock.unlock();
    }
  }

  /// Also ends a [#start] that still runs.
  @Override
  public void stop() {
    stopping = true;
    var waiting = starter;
    if (waiting != null) {
      waiting.interrupt();
    }
    lock.lock();
    try {
      stopAll();
    } finally {
      lock.unlock();
    }
  }

  /// Starts one service again, on the same port with the same data. Does nothing where it runs.
  public void start(Kind kind) {
    lock.lock();
    try {
      var running = service(kind).process();
      if (running != null && running.isAlive()) {
        return;
      }
      together(List.of(service(kind)), EmbeddedService::start);
      watch(kind);
    } finally {
      lock.unlock();
    }
  }

  /// Stops one service cleanly and leaves the others running.
  public void stop(Kind kind) {
    lock.lock();
    try {
      service(kind).stop();
    } finally {
      lock.unlock();
    }
  }

  /// Ends one service with SIGKILL and leaves the others running.
  public void kill(Kind kind) {
    lock.lock();
    try {
      service(kind).kill();
    } finally {
      lock.unlock();
    }
  }

  private void prepare(List<Kind> kinds, EmbeddedConfig config) {
    var directory = DataDirectory.open(config.data());
    data = directory;
    kinds.forEach(kind -> services.put(kind, create(kind, config, directory)));
    together(services.values(), EmbeddedService::prepare);
  }

  private EmbeddedService service(Kind kind) {
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

  private void stopAll() {
    var interrupted = Thread.interrupted(); // else nothing could be waited for
    new ArrayList<>(services.values()).reversed().forEach(EmbeddedService::stop);
    services.clear();
    var directory = data;
    if (directory != null) {
      data = null;
      try {
        directory.close();
      } catch (IOException e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "directory={0} lock=kept reason=\"{1}\"",
            directory.root(),
            e.getMessage());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch(Kind kind) {
    var process = requireNonNull(service(kind).process());
    Thread.ofVirtual()
        .name("watch-" + kind)
        .start(
            () -> {
              process.onExit().join();
              revive(kind, process);
            });
  }

  /// Starts a service again that has ended without being told to.
  private void revive(Kind kind, Process ended) {
    lock.lock();
    try {
      var service = services.get(kind);
      if (stopping || service == null || service.process() != ended) {
        return;
      }
      var again = revivals.merge(kind, 1, Integer::sum) <= REVIVALS;
      LOG.log(
          System.Logger.Level.ERROR,
          "service={0} state=ended exit={1} action={2}",
          kind,
          ended.exitValue(),
          again ? "restart" : "none");
      if (again) {
        together(List.of(service), EmbeddedService::start);
        watch(kind);
      }
    } catch (SurroundingsException e) {
      if (!stopping) {
        LOG.log(
            System.Logger.Level.ERROR,
            "service={0} state=down reason=\"{1}\"",
            kind,
            e.getMessage());
      }
    } finally {
      lock.unlock();
    }
  }

  private interface Step {
    void run(EmbeddedService service) throws IOException, InterruptedException;
  }

  /// Runs one step for all at the same time and throws the first failure when all have ended.
  private void together(Collection<EmbeddedService> all, Step step) {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      starter = Thread.currentThread();
      var running =
          all.stream()
              .map(
                  service ->
                      executor.submit(
                          () -> {
                            step.run(service);
                            return service;
                          }))
              .toList();
      try {
        for (var one : running) {
          one.get();
        }
      } catch (InterruptedException e) {
        executor.shutdownNow();
        Thread.currentThread().interrupt();
        throw new SurroundingsException("Stopped while the services were starting.", e);
      } catch (ExecutionException e) {
        throw sentence(e.getCause());
      } finally {
        starter = null;
      }
    }
  }

  private RuntimeException sentence(@Nullable Throwable cause) {
    return switch (cause) {
      case SurroundingsException said -> said;
      case IOException io ->
          new SurroundingsException(DataDirectory.unusable(requireNonNull(data).root(), io), io);
      case null, default -> new IllegalStateException(cause);
    };
  }
}
