package chat.maru.proof.fault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the command line asks for.
///
/// @param seeds how often each fault is run, with a new seed each time
/// @param seed one that is to be repeated
/// @param append whether the rows of an earlier table stay
record FaultOptions(
    List<Fault> faults,
    int seeds,
    Optional<Long> seed,
    Duration time,
    int brokers,
    Path out,
    boolean append) {

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "only", "",
          "but", "",
          "seeds", "1",
          "seed", "",
          "seconds", "30",
          "brokers", "3",
          "out", "target/faults/fault-runs.md",
          "append", "false");

  /// Reads `--name value`.
  ///
  /// @throws IllegalArgumentException with the usage, for what there is not
  static FaultOptions of(String... args) {
    var given = new TreeMap<>(DEFAULTS);
    for (var i = 0; i < args.length; i += 2) {
      var name = args[i].replaceFirst("^--", "");
      if (!DEFAULTS.containsKey(name) || i + 1 == args.length) {
        throw new IllegalArgumentException(usage());
      }
      given.put(name, args[i + 1]);
    }
    var seed = given.getOrDefault("seed", "");
    return new FaultOptions(
        faults(given.getOrDefault("only", ""), given.getOrDefault("but", "")),
        Integer.parseInt(given.getOrDefault("seeds", "")),
        seed.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(seed)),
        Duration.ofSeconds(Long.parseLong(given.getOrDefault("seconds", ""))),
        Integer.parseInt(given.getOrDefault("brokers", "")),
        Path.of(given.getOrDefault("out", "")),
        Boolean.parseBoolean(given.getOrDefault("append", "")));
  }

  /// A word chooses the fault of this name; where there is none, all that begin with it.
  private static List<Fault> faults(String only, String but) {
    var chosen =
        Fault.all().stream()
            .filter(fault -> only.isEmpty() || isMeant(fault, only))
            .filter(fault -> but.isEmpty() || !isMeant(fault, but))
            .toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(usage());
    }
    return chosen;
  }

  private static boolean isMeant(Fault fault, String words) {
    return Arrays.stream(words.split(",", -1))
        .anyMatch(
            word ->
                Fault.all().stream().anyMatch(any -> any.name().equals(word))
                    ? fault.name().equals(word)
                    : fault.name().startsWith(word));
  }

  static String usage() {
    var names = Fault.all().stream().map(Fault::name).toList();
    return """
    --only a,b       these faults, or all whose names begin so [all]
    --but a,b        not these
    --seeds N        each fault N times, with new seeds [1]
    --seed N         this seed, to repeat a run
    --seconds N      how long the load lasts at least [30]
    --brokers N      1 or 3 [3]
    --out FILE       the table [target/faults/fault-runs.md]
    --append true    keeps the rows that the table has
    faults: %s"""
        .formatted(String.join(", ", names));
  }
}
