package chat.maru.matrix.event;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.matrix.People;
import chat.maru.testkit.Cluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The matrix of events on a server of its own, and the proof that it would notice an event that
/// everybody gets.
class EventMatrixIT {
  private static final int PROOF_PERCENT = 90;

  @Test
  void everyEventComesToItsAudienceWithItsFieldsAlone() {
    var cells = on("events", Map.of());

    System.out.printf(
        "matrix of events: %d events x %d principals = %d cells%n",
        EventRows.all().size(), Listener.values().length, cells.size());
    assertThat(cells.stream().filter(EventMatrix.Cell::isRed).map(EventMatrix.Cell::toString))
        .isEmpty();
    assertThat(cells).hasSize(EventRows.all().size() * Listener.values().length);
  }

  /// What keeps bots from an event is also what they asked for, and what a session is told of
  /// itself has no audience: neither is counted.
  @Test
  void withoutTheAudienceTheMatrixTurnsRed() {
    var denials =
        on("heard", Map.of("maru.test.plant", "AUDIENCE_LEFT_OUT")).stream()
            .filter(cell -> cell.denies() && cell.who().isPerson() && cell.row().audience())
            .toList();
    var red = denials.stream().filter(EventMatrix.Cell::isRed).count();

    System.out.printf(
        "matrix of events without the audience: %d of %d denials turn red%n", red, denials.size());
    assertThat(100.0 * red / denials.size())
        .as(
            () ->
                "cells that stay green: "
                    + denials.stream()
                        .filter(cell -> !cell.isRed())
                        .map(cell -> cell.row() + " at " + cell.who())
                        .collect(Collectors.joining(", ")))
        .isGreaterThanOrEqualTo(PROOF_PERCENT);
  }

  private static List<EventMatrix.Cell> on(String name, Map<String, String> properties) {
    try (var cluster =
            Cluster.create(name)
                .with("maru.limit.enabled", "false")
                .with("maru.password.memory-kib", "64")
                .with("maru.password.iterations", "1");
        var node = cluster.start("all", properties);
        var stage =
            new Stage(node, new People(node.rest(), Path.of(cluster.setting("maru.jwt.keys"))))) {
      return new EventMatrix(stage).run(EventRows.all());
    }
  }
}
