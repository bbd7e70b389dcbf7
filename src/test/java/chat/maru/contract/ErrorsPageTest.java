package chat.maru.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.kernel.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The catalogue of errors is a page of the docs.
class ErrorsPageTest {
  @Test
  void everyProblemHasItsRow() throws IOException {
    var page = Files.readString(Path.of("docs/api/errors.md"));
    assertThat(Arrays.stream(Problem.values()).map(ErrorsPageTest::row))
        .allSatisfy(row -> assertThat(page).contains(row));
  }

  private static String row(Problem problem) {
    return "| `%s` | %d | %d | %s |"
        .formatted(problem.name(), problem.status(), problem.code(), problem.message());
  }
}
