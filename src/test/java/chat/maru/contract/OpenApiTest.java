package chat.maru.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The description of the HTTP API is made from the code, is whole, and says of each operation that
/// Discord has too what Discord says; `docs/api/exceptions.md` lists where not, and why.
class OpenApiTest {
  private static final Path FILE = Path.of("docs/api/api.yaml");
  private static final Path EXCEPTIONS = Path.of("docs/api/exceptions.md");

  @Test
  void theFileIsWhatTheCodeAnswers() throws IOException {
    Page.isWhole(FILE, OpenApi.text(), getClass().getSimpleName());
  }

  @Test
  void everyOperationIsInTheFileUnderANameOfItsOwn() throws IOException {
    var described = OpenApi.YAML.readTree(FILE.toFile()).path("paths");
    var listed = Operation.all().stream().filter(OpenApi::isListed).toList();

    assertThat(listed)
        .allSatisfy(
            it ->
                assertThat(described.path(it.path()).path(it.verb().toLowerCase()).isObject())
                    .as(it.verb() + " " + it.path())
                    .isTrue());
    assertThat(described.findValuesAsText("operationId"))
        .doesNotHaveDuplicates()
        .hasSameSizeAs(listed);
  }

  @Test
  void everyReferenceLeadsToASchema() throws IOException {
    var file = OpenApi.YAML.readTree(FILE.toFile());
    assertThat(file.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(file.at(it.substring(1)).isMissingNode()).as(it).isFalse());
  }

  @Test
  void itDiffersFromDiscordsOnlyWhereTheExceptionsSay() throws IOException {
    var differences = new OfficialContract().differences(OpenApi.YAML.readTree(FILE.toFile()));
    var exceptions = exceptions();

    assertThat(differences)
        .as("differences that no row of %s names", EXCEPTIONS)
        .allSatisfy(it -> assertThat(exceptions).anyMatch(row -> fits(row, it)));
    assertThat(exceptions)
        .as("rows of %s that are no difference any more", EXCEPTIONS)
        .allSatisfy(row -> assertThat(differences).anyMatch(it -> fits(row, it)));
  }

  @Test
  void whatIsDifferentIsNoticed() throws IOException {
    var file = OpenApi.YAML.readTree(FILE.toFile()).toString();
    var official = new OfficialContract();
    var before = official.differences(OpenApi.YAML.readTree(file));

    for (var change :
        List.of(
            List.of("\"/invites/{code}\"", "\"/invitations/{code}\""),
            List.of("\"name\":\"with_counts\"", "\"name\":\"with_count\""),
            List.of("\"operationId\":\"createGuildRole\"", "\"requestBodyGone\":\"x\""),
            List.of("\"429\":", "\"430\":"))) {
      var broken = breaking(file, change);
      assertThat(official.differences(broken)).as(change.getFirst()).isNotEqualTo(before);
    }
  }

  /// The description with a text in it replaced, or an operation without its body.
  private static JsonNode breaking(String file, List<String> change) throws IOException {
    var broken = OpenApi.YAML.readTree(file.replace(change.getFirst(), change.getLast()));
    if (change.getLast().contains("requestBodyGone")) {
      ((com.fasterxml.jackson.databind.node.ObjectNode)
              broken.path("paths").path("/guilds/{guild_id}/roles").path("post"))
          .remove("requestBody");
    }
    return broken;
  }

  private static TreeSet<String> exceptions() throws IOException {
    return Files.readAllLines(EXCEPTIONS).stream()
        .filter(line -> line.startsWith("| `"))
        .peek(line -> assertThat(line.split("\\|", -1)[2]).as("the reason of " + line).isNotBlank())
        .map(line -> line.substring(3, line.indexOf('`', 3)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Whether a row names the difference: by the whole of it, or where it ends in a star by its
  /// beginning.
  private static boolean fits(String row, String difference) {
    return row.endsWith("*")
        ? difference.startsWith(row.substring(0, row.length() - 1))
        : row.equals(difference);
  }
}
