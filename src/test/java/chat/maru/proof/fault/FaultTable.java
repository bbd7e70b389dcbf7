package chat.maru.proof.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// The results as a page, written anew after every run: what ends in the middle leaves what it had.
final class FaultTable {
  private static final String HEAD =
      """
      # Fault runs

      Each row is a run: an installation of two gateways and two workers, a load of journal-writing clients, a fault that the seed places, healing, quiet, and the checker over journals, topics and tables. [faults.md](faults.md) says what each fault does and how to repeat a row. `violations` counts what the checker found, and anything that kept the run from coming to rest.

      | date | commit | fault | seed | brokers | sent | acknowledged | stored | shown | disturbances | violations | seconds |
      |---|---|---|---|---|---|---|---|---|---|---|---|
      """;

  private final FaultOptions options;
  private final List<String> rows = new ArrayList<>();
  private final String commit = commit();

  FaultTable(FaultOptions options) throws IOException {
    this.options = options;
    if (options.append() && Files.exists(options.out())) {
      Files.readAllLines(options.out()).stream().filter(FaultTable::isRow).forEach(rows::add);
    }
  }

  private static boolean isRow(String line) {
    return line.matches("\\| \\d{4}-.*");
  }

  void add(Result result) {
    var volume = result.volume();
    write(
        "%s | %d | %d | %d | %d | %d | %d | %d | %d | %d"
            .formatted(
                result.fault(),
                result.seed(),
                options.brokers(),
                volume.sent(),
                volume.acknowledged(),
                volume.stored(),
                volume.shown(),
                result.acts(),
                result.findings().size(),
                result.seconds()));
  }

  void leftOut(Fault fault, String why) {
    write("%s | left out: %s | | | | | | | |".formatted(fault.name(), why));
  }

  private void write(String cells) {
    rows.add("| %s | %s | %s |".formatted(LocalDate.now(ZoneOffset.UTC), commit, cells));
    try {
      Path directory = options.out().toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      Files.writeString(options.out(), HEAD + String.join("\n", rows) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String commit() {
    try {
      var git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
      return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException _) {
      return "unknown"; // no git here
    }
  }
}
