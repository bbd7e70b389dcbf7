package chat.maru.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What Linux says of processes (proc(5)). Elsewhere there is nothing to read and nothing is said.
final class Processes {
  private static final Path PROC = Path.of("/proc");

  /// USER_HZ, which is 100 on every Linux that runs Java.
  private static final double TICKS = 100;

  private final long server;
  private final Map<String, Long> also;

  private record Stat(long parent, long ticks, long ticksOfTheDead) {}

  /// @param server its process id; 0 if unknown
  /// @param also further processes, each counted with its children
  Processes(long server, Map<String, Long> also) {
    this.server = server;
    this.also = also;
  }

  boolean known() {
    return server != 0 && Files.exists(PROC.resolve(Long.toString(server)));
  }

  /// Seconds of processor time used so far, by name.
  Map<String, Double> seconds() throws IOException {
    var stats = stats();
    var seconds = new LinkedHashMap<String, Double>();
    if (known()) {
      seconds.put(
          "server", Optional.ofNullable(stats.get(server)).map(Stat::ticks).orElse(0L) / TICKS);
    }
    also.forEach((name, id) -> seconds.put(name, tree(stats, id) / TICKS));
    seconds.put(
        "this load",
        Optional.ofNullable(stats.get(ProcessHandle.current().pid())).map(Stat::ticks).orElse(0L)
            / TICKS);
    return seconds;
  }

  /// Resident memory of the server in KiB.
  long residentKib() throws IOException {
    return status("VmRSS");
  }

  private long status(String key) throws IOException {
    try (var lines = Files.lines(PROC.resolve(server + "/status"))) {
      return lines
          .filter(line -> line.startsWith(key + ":"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0L);
    }
  }

  /// Lets the server collect its garbage and returns what it keeps, in KiB; 0 if it can't be asked.
  long heapKib() throws IOException, InterruptedException {
    jcmd("GC.run");
    var used = java.util.regex.Pattern.compile("used (\\d+)K").matcher(jcmd("GC.heap_info"));
    return used.find() ? Long.parseLong(used.group(1)) : 0;
  }

  private String jcmd(String what) throws IOException, InterruptedException {
    var program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var process =
        new ProcessBuilder(program, Long.toString(server), what).redirectErrorStream(true).start();
    try (var out = process.inputReader()) {
      var text = String.join("\n", out.readAllLines());
      process.waitFor();
      return text;
    }
  }

  private static long tree(Map<Long, Stat> stats, long root) {
    var own = Optional.ofNullable(stats.get(root)).map(s -> s.ticks() + s.ticksOfTheDead());
    long sum = own.orElse(0L);
    for (var entry : stats.entrySet()) {
      if (entry.getValue().parent() == root) {
        sum += tree(stats, entry.getKey());
      }
    }
    return sum;
  }

  private static Map<Long, Stat> stats() throws IOException {
    var stats = new HashMap<Long, Stat>();
    if (!Files.exists(PROC)) {
      return stats;
    }
    try (var all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (var process : all) {
        stat(process)
            .ifPresent(s -> stats.put(Long.parseLong(process.getFileName().toString()), s));
      }
    }
    return stats;
  }

  private static Optional<Stat> stat(Path process) {
    try {
      var line = Files.readString(process.resolve("stat"));
      var fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
      return Optional.of(
          new Stat(
              Long.parseLong(fields[1]),
              Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
              Long.parseLong(fields[13]) + Long.parseLong(fields[14])));
    } catch (IOException _) {
      return Optional.empty(); // it ended meanwhile
    }
  }
}
