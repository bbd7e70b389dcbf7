package chat.maru.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.Operation;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// No operation goes unclassified.
class RowsTest {
  @Test
  void everyOperationHasARow() {
    var classified = Rows.all().stream().map(Row::operation).collect(Collectors.toSet());

    assertThat(Operation.all())
        .isNotEmpty()
        .allSatisfy(
            operation ->
                assertThat(classified)
                    .withFailMessage(
                        """
                        %s %s (%s.%s) has no row in the authorisation matrix. Add one to the table \
                        of its area in src/test/java/chat/maru/matrix/table, such as
                            operation("%s").%s("%s"...).needs(MANAGE_GUILD),
                        with the variables of World.value; docs/07-DEVELOPMENT-GUIDE.md says more.""",
                        operation.verb(),
                        operation.path(),
                        operation.resource(),
                        operation.name(),
                        operation.name(),
                        operation.verb().toLowerCase(java.util.Locale.ROOT),
                        operation.path())
                    .contains(operation.name()));
  }

  @Test
  void everyRowCallsItsOperation() {
    var operations =
        Operation.all().stream().collect(Collectors.toMap(Operation::name, Function.identity()));

    assertThat(Rows.all())
        .allSatisfy(
            row -> {
              assertThat(operations)
                  .as("an operation named " + row.operation())
                  .containsKey(row.operation());
              var operation = Objects.requireNonNull(operations.get(row.operation()));
              assertThat(row.verb()).as(row.toString()).isEqualTo(operation.verb());
              assertThat(row.path().replaceAll("\\?.*", ""))
                  .as(row.toString())
                  .matches(operation.path().replaceAll("\\{[^}]*}", "[^/]+"));
            });
  }

  @Test
  void noTwoRowsAreCalledAlike() {
    assertThat(Rows.all().stream().map(Row::toString)).doesNotHaveDuplicates();
  }
}
