package chat.maru.proof.plant;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.kernel.PlantedFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/proof/planted-faults.md` lists every fault; with `-Dmaru.docs.write` the test writes its
/// table.
class PlantsPageTest {
  private static final Path PAGE = Path.of("docs/proof/planted-faults.md");
  private static final String HEAD =
      """
      | fault | where it sits | scenario | found by |
      |---|---|---|---|
      """;

  @Test
  void pageHasTheTable() throws IOException {
    var table =
        Plant.ALL.stream()
            .map(
                it ->
                    "| `%s` | `%s` | %s | %s |%n"
                        .formatted(it.fault(), it.sits(), it.scenario().text(), it.found()))
            .collect(Collectors.joining("", HEAD, ""));
    var page = Files.readString(PAGE);
    var from = page.indexOf(HEAD.substring(0, 20));
    if (System.getProperty("maru.docs.write") != null) {
      Files.writeString(PAGE, page.substring(0, from) + table);
    }
    assertThat(Files.readString(PAGE).substring(from)).isEqualTo(table);
  }

  @Test
  void everyFaultButTheGatesIsFoundByTheChecker() {
    var found = Plant.ALL.stream().map(Plant::fault).collect(Collectors.toSet());
    assertThat(found).hasSameSizeAs(Plant.ALL).hasSizeGreaterThanOrEqualTo(20);
    assertThat(Arrays.stream(PlantedFault.values()).filter(it -> !found.contains(it)))
        .containsExactly(PlantedFault.GATE_LEFT_OUT);
  }
}
