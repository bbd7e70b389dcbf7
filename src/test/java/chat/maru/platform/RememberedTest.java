package chat.maru.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The races are made, not waited for: what overtakes a load happens inside it.
class RememberedTest {
  private final Remembered<Long, String> memory = new Remembered<>(6_400);
  private final AtomicInteger loads = new AtomicInteger();

  @Test
  void loadsOnce() {
    assertThat(memory.get(1L, this::load)).contains("1");
    assertThat(memory.get(1L, this::load)).contains("1");
    assertThat(loads).hasValue(1);
    memory.forget(1L);
    assertThat(memory.get(1L, this::load)).contains("1");
    assertThat(loads).hasValue(2);
  }

  @Test
  void aLoadThatItsInvalidationOvertookAnswersAndIsNotKept() {
    var answer = memory.get(1L, during(() -> memory.forget(1L)));
    assertThat(answer).contains("old");
    assertThat(memory.peek(1L)).isEmpty();
    assertThat(memory.get(1L, this::load)).contains("1");
    assertThat(memory.peek(1L)).contains("1");
  }

  @Test
  void forgettingEverythingOvertakesEveryLoad() {
    assertThat(memory.get(1L, during(memory::forgetAll))).contains("old");
    assertThat(memory.peek(1L)).isEmpty();
  }

  /// A log that never rests, about others, does not keep the memory empty.
  @Test
  void invalidationsOfOtherKeysDoNotDisturbALoad() {
    var answer =
        memory.get(
            1L,
            during(
                () -> {
                  for (var other = 2L; other < 2_000; other++) {
                    memory.forget(other);
                  }
                }));
    assertThat(answer).contains("old");
    assertThat(memory.peek(1L)).contains("old");
  }

  @Test
  void aLoadThatBeganAfterTheInvalidationIsKeptThoughAnOlderOneStillRuns() {
    memory.get(
        1L,
        during(
            () -> {
              memory.forget(1L);
              assertThat(memory.get(1L, this::load)).contains("1");
            }));
    assertThat(memory.peek(1L)).as("the older one does not replace it").contains("1");
  }

  @Test
  void anInvalidationOvertakesBothOfTwoLoads() {
    memory.get(1L, during(() -> memory.get(1L, during(() -> memory.forget(1L)))));
    assertThat(memory.peek(1L)).isEmpty();
  }

  @Test
  void ofTwoUndisturbedLoadsBothAreKept() {
    memory.get(1L, during(() -> assertThat(memory.get(1L, this::load)).contains("1")));
    assertThat(memory.peek(1L)).isPresent();
  }

  @Test
  void whatFailsChangesNothing() {
    memory.get(1L, this::load);
    assertThatThrownBy(
            () ->
                memory.reload(
                    1L,
                    _ -> {
                      throw new IllegalStateException("away");
                    }))
        .hasMessage("away");
    assertThat(memory.peek(1L)).contains("1");
    assertThat(memory.reload(1L, this::load)).contains("1");
  }

  @Test
  void whatIsNotThereIsForgottenAndAskedForAgain() {
    memory.get(1L, this::load);
    assertThat(memory.reload(1L, _ -> Optional.empty())).isEmpty();
    assertThat(memory.peek(1L)).isEmpty();
    assertThat(memory.get(1L, this::load)).contains("1");
  }

  @Test
  void itIsBounded() {
    for (var key = 0L; key < 50_000; key++) {
      memory.get(key, this::load);
    }
    assertThat(memory.size()).isBetween(5_000, 6_400);
  }

  @Test
  void ageCountsFromTheBeginningOfTheLoad() {
    memory.get(1L, this::load);
    assertThat(memory.peek(1L, Duration.ofMinutes(1))).contains("1");
    assertThat(memory.peek(1L, Duration.ZERO)).isEmpty();
  }

  private Optional<String> load(Long key) {
    loads.incrementAndGet();
    return Optional.of(key.toString());
  }

  private static java.util.function.Function<Long, Optional<String>> during(Runnable overtaking) {
    return _ -> {
      overtaking.run();
      return Optional.of("old");
    };
  }
}
