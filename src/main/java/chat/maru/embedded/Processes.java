package chat.maru.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What the operating system is asked about processes.
final class Processes {
  /// Field 22 of /proc/PID/stat, counted from the state.
  private static final int START_TICK = 19;

  private Processes() {}

  /// What tells a process from every other that has had or will have the same number: on Linux the
  /// boot and the tick in which it started, which no setting of the clock moves.
  static String identity(ProcessHandle handle) {
    var stat = stat(handle);
    var boot = Path.of("/proc/sys/kernel/random/boot_id");
    try {
      if (stat.length > START_TICK && Files.exists(boot)) {
        return Files.readString(boot).strip() + "-" + stat[START_TICK];
      }
    } catch (IOException e) {
      // an unreadable /proc is as good as none
    }
    return handle.info().startInstant().map(Instant::toString).orElse("unknown");
  }

  /// Returns the process with this number while it is the one with this [#identity] and runs.
  static Optional<ProcessHandle> find(long pid, String identity) {
    return ProcessHandle.of(pid)
        .filter(Processes::runs)
        .filter(handle -> identity(handle).equals(identity));
  }

  /// Whether the process still executes: what only waits for its parent to collect it does not.
  static boolean runs(ProcessHandle handle) {
    var stat = stat(handle);
    return handle.isAlive() && !(stat.length > 0 && stat[0].equals("Z"));
  }

  /// The words of /proc/PID/stat behind the program's name, the state first; empty elsewhere.
  private static String[] stat(ProcessHandle handle) {
    try {
      var text = Files.readString(Path.of("/proc", Long.toString(handle.pid()), "stat"));
      return text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
    } catch (IOException e) {
      return new String[0]; // no /proc here, or the process has ended
    }
  }

  /// Whether [#workingIn] can tell; it can on Linux.
  static boolean knowsDirectories() {
    return Files.exists(Path.of("/proc/self/cwd"));
  }

  /// The processes whose working directory is this one.
  static Stream<ProcessHandle> workingIn(Path directory) {
    return ProcessHandle.allProcesses().filter(handle -> worksIn(handle, directory));
  }

  private static boolean worksIn(ProcessHandle handle, Path directory) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(handle.pid()), "cwd"))
          .equals(directory);
    } catch (IOException e) {
      return false; // ended, somebody else's, or no /proc here
    }
  }

  /// Waits until the process has ended; false when the time was up first.
  static boolean ended(ProcessHandle handle, Duration limit) throws InterruptedException {
    var deadline = System.nanoTime() + limit.toNanos();
    while (runs(handle)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return true;
  }

  /// SIGKILL for the process and everything it started.
  static void kill(ProcessHandle handle) throws InterruptedException {
    var all = new ArrayList<ProcessHandle>();
    all.add(handle);
    handle.descendants().forEach(all::add);
    all.forEach(ProcessHandle::destroyForcibly);
    for (var each : all) {
      ended(each, Duration.ofSeconds(10));
    }
  }

  /// Puts a command into a session of its own, so that a Ctrl-C at the terminal reaches the server
  /// alone, which stops its services when it has drained. `setsid` is there on Linux, Perl on
  /// macOS.
  static List<String> ownSession(List<String> command) {
    var prefixed = new ArrayList<String>();
    if (onPath("setsid").isPresent()) {
      prefixed.add("setsid");
    } else if (onPath("perl").isPresent()) {
      prefixed.addAll(List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV"));
    }
    prefixed.addAll(command);
    return prefixed;
  }

  static Optional<Path> onPath(String program) {
    var path = System.getenv("PATH");
    if (path == null) {
      return Optional.empty();
    }
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
