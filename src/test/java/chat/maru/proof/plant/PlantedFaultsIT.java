package chat.maru.proof.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The checker finds every fault that is planted in the server, and nothing in a server without one
/// (`docs/proof`). One fault for each invariant; all of them with `-Dmaru.proof.all`.
class PlantedFaultsIT {
  static List<Plant> plants() {
    return Plant.chosen();
  }

  @Test
  void withoutAFaultAllScenariosAreClean() {
    var scenarios = plants().stream().map(Plant::scenario).distinct().sorted().toList();
    try (var ground = new Ground(Optional.empty())) {
      scenarios.forEach(it -> it.play(ground));
      var verdict = ground.verdict();
      System.out.println(verdict.report());
      assertThat(verdict.violations()).as(verdict.report()).isEmpty();
      assertThat(verdict.counts())
          .hasEntrySatisfying("creates shown", it -> assertThat(it).isPositive());
    }
  }

  @ParameterizedTest
  @MethodSource("plants")
  void plantedFaultIsFound(Plant plant) {
    try (var ground = new Ground(Optional.of(plant.fault()))) {
      plant.scenario().play(ground);
      var verdict = ground.verdict();
      System.out.printf("%s: %s%n", plant.fault(), Stream.of(verdict.broken()).toList());
      assertThat(verdict.broken()).as(verdict.report()).contains(plant.found());
    }
  }
}
