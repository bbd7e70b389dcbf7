package chat.maru.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.kernel.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The catalogue of errors is a page of the docs.
class ErrorsPageTest {
  private static final int OWN = 900_000;

  @Test
  void everyProblemHasItsRow() throws IOException {
    var page = Files.readString(Path.of("docs/api/errors.md"));
    assertThat(Arrays.stream(Problem.values()).map(ErrorsPageTest::row))
        .allSatisfy(row -> assertThat(page).contains(row));
  }

  /// Clients act on the number: one that Discord has not documented means nothing to them.
  @Test
  void codesAreDiscordsOrFromTheRangeOfOurOwn() throws IOException {
    var discords =
        Files.readAllLines(Path.of("src/test/compat/discord/error-codes.tsv")).stream()
            .skip(1)
            .map(Integer::valueOf)
            .collect(Collectors.toSet());
    assertThat(discords).hasSizeGreaterThan(200);
    assertThat(Problem.values())
        .filteredOn(problem -> problem.code() != 0 && problem.code() < OWN)
        .allSatisfy(problem -> assertThat(discords).contains(problem.code()));
  }

  private static String row(Problem problem) {
    return "| `%s` | %d | %d | %s |"
        .formatted(problem.name(), problem.status(), problem.code(), problem.message());
  }
}
