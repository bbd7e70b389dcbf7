package chat.maru.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The pages that list operations say what the server has.
class OperationPagesTest {
  private static final Path SCOPE = Path.of("src/test/compat/discord/scope.tsv");
  private static final String NAME = OperationPagesTest.class.getSimpleName();

  /// A line of `scope.tsv` that Maru takes on.
  private record Wanted(String verb, String path, String id, String priority) {
    String shape() {
      return Operation.shape(verb, path);
    }
  }

  @Test
  void thePageOfOperationsListsWhatTheServerHas() throws IOException {
    var rows =
        Operation.all().stream()
            .map(
                it ->
                    "| %s | `%s` | %s | `%s` |%n"
                        .formatted(it.verb(), it.path(), it.name(), it.resource()))
            .collect(Collectors.joining());

    Page.hasTable(
        Path.of("docs/api/operations.md"), "| method | path | operation | in |", rows, NAME);
  }

  @Test
  void thePageOfCoverageSaysWhichOfDiscordsOperationsAreThere() throws IOException {
    var ours = Operation.all().stream().map(Operation::shape).collect(Collectors.toSet());
    var wanted = wanted();
    assertThat(wanted).hasSize(198);
    var there = wanted.stream().filter(it -> ours.contains(it.shape())).count();

    Page.isWhole(
        Path.of("docs/api/coverage.md"),
        """
        # Coverage

        Discord's HTTP API v10 has 242 operations; Maru takes on 198 of them (`src/test/compat/discord/scope.tsv` \
        says why the others are left out). %d are there. A test writes this page from the resources; \
        `works` means that the operation is there and has its tests, [operations](operations.md#deviations) says where it deviates.

        P0: a bot can not do without; P1: common bots use it; P2: some; P3: rare.

        | priority | method | path | operation | state |
        |---|---|---|---|---|
        %s
        ## Beyond the official file
        Maru's own, and what Discord's file leaves out although clients use it.

        %s"""
            .formatted(there, table(wanted, ours), beyond()),
        NAME);
  }

  private static String table(List<Wanted> wanted, Set<String> ours) {
    return wanted.stream()
        .map(
            it ->
                "| %s | %s | `%s` | %s | %s |%n"
                    .formatted(
                        it.priority(),
                        it.verb(),
                        it.path(),
                        it.id(),
                        ours.contains(it.shape()) ? "works" : "not yet"))
        .collect(Collectors.joining());
  }

  private static String beyond() throws IOException {
    var official = new TreeSet<String>();
    try (var lines = Files.lines(SCOPE)) {
      lines
          .skip(1)
          .map(line -> line.split("\t", -1))
          .forEach(cells -> official.add(Operation.shape(cells[0], cells[1])));
    }
    return Operation.all().stream()
        .filter(it -> !official.contains(it.shape()))
        .map(it -> "- %s `%s`%n".formatted(it.verb(), it.path()))
        .collect(Collectors.joining());
  }

  private static List<Wanted> wanted() throws IOException {
    try (var lines = Files.lines(SCOPE)) {
      return lines
          .skip(1)
          .map(line -> line.split("\t", -1))
          .filter(cells -> cells[3].equals("yes"))
          .map(cells -> new Wanted(cells[0], cells[1], cells[2], cells[4]))
          .toList();
    }
  }
}
