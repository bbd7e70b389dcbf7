package chat.maru.embedded;

import chat.maru.platform.Surroundings.SurroundingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What `postmaster.pid` in a cluster's directory says about the process that serves it.
record Postmaster(Path cluster) {
  private static final Duration BACKENDS_LIMIT = Duration.ofSeconds(20);

  /// The postmaster that serves the cluster now, whoever started it.
  Optional<ProcessHandle> running() throws IOException {
    return named().filter(Processes::runs).filter(this::serves);
  }

  /// Removes the file of a postmaster that is dead while its number is not free: it still waits to
  /// be collected by a parent, or the number was given to another process. PostgreSQL would take
  /// either for the living one. The file also guards against backends that outlive their
  /// postmaster, so they are waited for.
  void forgetDead() throws IOException, InterruptedException {
    if (named().isEmpty() || running().isPresent()) {
      return;
    }
    var deadline = System.nanoTime() + BACKENDS_LIMIT.toNanos();
    while (Processes.workingIn(cluster).findAny().isPresent()) {
      if (System.nanoTime() > deadline) {
        throw new SurroundingsException(
            "Processes of a PostgreSQL that was killed still work in %s: end them first."
                .formatted(cluster));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    Files.delete(file());
  }

  private Optional<ProcessHandle> named() throws IOException {
    if (Files.notExists(file())) {
      return Optional.empty();
    }
    return Files.readAllLines(file()).stream()
        .findFirst()
        .filter(line -> line.strip().matches("\\d{1,18}"))
        .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())));
  }

  private boolean serves(ProcessHandle process) {
    return Processes.knowsDirectories()
        ? Processes.workingIn(cluster).anyMatch(process::equals)
        : process.info().command().orElse("").contains("postgres");
  }

  private Path file() {
    return cluster.resolve("postmaster.pid");
  }
}
