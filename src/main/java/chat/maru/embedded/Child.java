package chat.maru.embedded;

import static java.util.Objects.requireNonNull;

import chat.maru.platform.Surroundings.SurroundingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One service as a process: its log, its pid file (with the process's identity, so that a number
/// that the system has given to somebody else is never signalled), waiting and ending.
final class Child {
  private static final System.Logger LOG = System.getLogger(Child.class.getName());
  private static final long LOG_ROTATED_AT_BYTES = 10L * 1024 * 1024;
  private static final long FULL_BELOW_BYTES = 16L * 1024 * 1024;
  private static final Duration SLOW = Duration.ofSeconds(10);

  private final String name;
  private final Path pidFile;
  private final Path logFile;
  private @Nullable Process process;
  private long logStart;

  Child(String name, String file, DataDirectory data) {
    this.name = name;
    this.pidFile = data.run(file + ".pid");
    this.logFile = data.log(file);
  }

  /// Starts the process in a session of its own, output appended to its log.
  void launch(List<String> command, Path directory, Map<String, String> environment)
      throws IOException {
    rotateLog();
    var builder = new ProcessBuilder(Processes.ownSession(command));
    builder.directory(directory.toFile()).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
    builder.environment().put("LC_ALL", "C");
    builder.environment().putAll(environment);
    // Meant for the server's own JVM: a second heap size or agent would end up in the broker's.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    Process started;
    try {
      started = builder.start();
    } catch (IOException e) {
      throw new SurroundingsException(
          "%s could not be started: %s.".formatted(name, e.getMessage()), e);
    }
    process = started;
    writePid(started.toHandle());
    started.getOutputStream().close();
  }

  /// Waits until the service answers.
  ///
  /// @throws SurroundingsException when the process ends first or the time is up
  void awaitReady(BooleanSupplier answers, Duration limit) throws InterruptedException {
    var begun = System.nanoTime();
    var told = false;
    while (!answers.getAsBoolean()) {
      var waited = Duration.ofNanos(System.nanoTime() - begun);
      if (!isAlive()) {
        throw failed("ended at its start");
      }
      if (waited.compareTo(limit) > 0) {
        throw failed("did not answer within %d s".formatted(limit.toSeconds()));
      }
      if (!told && waited.compareTo(SLOW) > 0) {
        told = true;
        LOG.log(
            System.Logger.Level.INFO,
            "service={0} state=starting hint=\"it takes long to answer, as after a kill or on a busy machine: waiting up to {1} s\"",
            name,
            limit.toSeconds());
      }
      TimeUnit.MILLISECONDS.sleep(30);
    }
  }

  boolean isAlive() {
    var current = process;
    return current != null && current.isAlive();
  }

  /// The process that was launched and not told to end since.
  @Nullable Process process() {
    return process;
  }

  /// The process, ours or left over from a server that was killed, while it runs.
  Optional<ProcessHandle> handle() {
    var current = process;
    return current != null ? Optional.of(current.toHandle()).filter(Processes::runs) : readPid();
  }

  /// Asks the process to end in the service's own way, and ends it when the time is up. Does
  /// nothing where none runs.
  void stop(Predicate<ProcessHandle> ask, Duration limit) {
    try {
      var running = handle();
      if (running.isPresent()) {
        var asked = ask.test(running.get());
        if (!asked || !Processes.ended(running.get(), limit)) {
          LOG.log(System.Logger.Level.WARNING, "service={0} state=killed", name);
          Processes.kill(running.get());
        }
      }
      forget();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SurroundingsException("Interrupted while stopping " + name + ".", e);
    }
  }

  /// Runs a command to its end.
  ///
  /// @throws SurroundingsException when it fails
  void run(List<String> command, Path directory, Duration limit)
      throws IOException, InterruptedException {
    launch(command, directory, Map.of());
    var current = requireNonNull(process);
    if (!current.waitFor(limit)) {
      kill();
      throw failed("did not finish within %d s".formatted(limit.toSeconds()));
    }
    if (current.exitValue() != 0) {
      throw failed("could not be set up");
    }
    forget();
  }

  /// SIGKILL, as if the power had gone.
  void kill() {
    stop(_ -> false, Duration.ZERO);
  }

  private void forget() {
    process = null;
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      // Harmless: its start time will match no process.
      LOG.log(
          System.Logger.Level.WARNING,
          "pidFile={0} state=kept reason=\"{1}\"",
          pidFile,
          e.getMessage());
    }
  }

  /// The newest lines of the log since the launch, for the reason why it failed.
  String complaints() {
    try {
      var bytes = Files.readAllBytes(logFile);
      var from = (int) Math.min(logStart, bytes.length);
      return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  SurroundingsException failed(String how) {
    var complaints = complaints();
    if (complaints.contains("No space left on device") || diskIsFull()) {
      return new SurroundingsException(
          "The disk is full: %s %s; make room and start again, its log is %s."
              .formatted(name, how, logFile));
    }
    var reason =
        complaints
            .lines()
            .filter(
                line ->
                    line.matches(
                        ".*(FATAL|ERROR|SEVERE|Exception|Can't|Could not|failed to execute).*"))
            .findFirst()
            .map(line -> " (" + line.strip() + ")")
            .orElse("");
    return new SurroundingsException(
        "%s %s%s: its log is %s.".formatted(name, how, reason, logFile));
  }

  /// Asked too because a full disk also keeps the complaint out of the log.
  private boolean diskIsFull() {
    try {
      return Files.getFileStore(logFile).getUsableSpace() < FULL_BELOW_BYTES;
    } catch (IOException e) {
      return false; // no log, nothing to say about it
    }
  }

  private void rotateLog() throws IOException {
    if (Files.exists(logFile) && Files.size(logFile) > LOG_ROTATED_AT_BYTES) {
      Files.move(
          logFile,
          logFile.resolveSibling(logFile.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    logStart = Files.exists(logFile) ? Files.size(logFile) : 0;
  }

  private void writePid(ProcessHandle handle) throws IOException {
    var draft = pidFile.resolveSibling(pidFile.getFileName() + ".new");
    Files.writeString(draft, handle.pid() + " " + Processes.identity(handle) + "\n");
    Files.move(draft, pidFile, StandardCopyOption.ATOMIC_MOVE);
  }

  private Optional<ProcessHandle> readPid() {
    try {
      if (Files.notExists(pidFile)) {
        return Optional.empty();
      }
      var words = Files.readString(pidFile).strip().split(" ", -1);
      return words.length == 2
          ? Processes.find(Long.parseLong(words[0]), words[1])
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      throw new SurroundingsException(
          "%s cannot be read: delete it once no %s of this directory runs."
              .formatted(pidFile, name),
          e);
    }
  }
}
