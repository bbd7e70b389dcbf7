package chat.maru.proof.fault;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Services;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A handful of fault runs, with seeds of their own each time; `mvn -Pfaults` has all of them, and
/// repeats one by its seed. One of them is drawn from those that are not named here.
class ShortFaultsIT {
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final List<String> ALWAYS =
      List.of(
          "kill-gateway",
          "kill-worker-after-publish",
          "kill-postgres",
          "partition-worker-kafka",
          "duplicate-delivery");
  private static final Path DIRECTORY =
      Path.of("target", "faults", "short-" + ProcessHandle.current().pid()).toAbsolutePath();

  private static Installation installation;

  @BeforeAll
  static void start() {
    installation =
        Installation.start(DIRECTORY.resolve("installation"), new Installation.Size(1, false));
  }

  @AfterAll
  static void end() {
    installation.close();
    Services.delete(Services.data());
  }

  static Stream<Arguments> runs() {
    var chance = new Random();
    var others =
        Fault.all().stream()
            .filter(fault -> fault.least().isZero() && !fault.smallDisk())
            .map(Fault::name)
            .filter(name -> !ALWAYS.contains(name))
            .toList();
    return Stream.concat(ALWAYS.stream(), Stream.of(others.get(chance.nextInt(others.size()))))
        .map(name -> Arguments.of(name, chance.nextLong(1_000_000)));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void everyPromiseIsKept(String fault, long seed) throws InterruptedException {
    var journals = DIRECTORY.resolve(fault + "-" + seed);
    var result = new Run(installation, Fault.named(fault), seed, journals).run(TIME);
    assertThat(result.findings()).as("%s with seed %d, %s", fault, seed, journals).isEmpty();
    assertThat(result.volume().stored()).as("there was something to lose").isGreaterThan(100);
    assertThat(result.volume().shown()).isGreaterThan(100);
  }
}
