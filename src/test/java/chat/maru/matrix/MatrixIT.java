package chat.maru.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Cluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The authorisation matrix on a server of its own, and the proof that it would notice a door left
/// open.
class MatrixIT {
  private static final int PROOF_PERCENT = 90;

  @Test
  void everyPrincipalGetsItsOneAnswer() {
    var cells = on("matrix", Map.of(), matrix -> matrix.run(Rows.all()));

    System.out.printf(
        "authorisation matrix: %d operations in %d rows x %d principals = %d cells%n",
        Rows.all().stream().map(Row::operation).distinct().count(),
        Rows.all().size(),
        Principal.values().length,
        cells.size());
    assertThat(cells.stream().filter(Matrix.Cell::isRed).map(Matrix.Cell::toString)).isEmpty();
    assertThat(cells).hasSize(Rows.all().size() * Principal.values().length);
  }

  /// With the gate left out, those whom it denies get through.
  @Test
  void withoutTheGateTheMatrixTurnsRed() {
    var denials =
        on(
            "open",
            Map.of("maru.test.plant", "GATE_LEFT_OUT"),
            matrix -> matrix.denials(Rows.all()));
    var red = denials.stream().filter(Matrix.Cell::isRed).count();

    System.out.printf(
        "authorisation matrix without the gate: %d of %d denials turn red%n", red, denials.size());
    assertThat(100.0 * red / denials.size())
        .as(
            () ->
                "cells that stay green: "
                    + denials.stream()
                        .filter(cell -> !cell.isRed())
                        .map(cell -> cell.row() + " as " + cell.who())
                        .collect(Collectors.joining(", ")))
        .isGreaterThanOrEqualTo(PROOF_PERCENT);
  }

  private static List<Matrix.Cell> on(
      String name, Map<String, String> properties, Function<Matrix, List<Matrix.Cell>> run) {
    try (var cluster =
            Cluster.create(name)
                .with("maru.limit.enabled", "false")
                .with("maru.password.memory-kib", "64")
                .with("maru.password.iterations", "1");
        var node = cluster.start("all", properties);
        var digest = new Digest(cluster)) {
      var people = new People(node.rest(), Path.of(cluster.setting("maru.jwt.keys")));
      return run.apply(new Matrix(node, people, digest));
    }
  }
}
