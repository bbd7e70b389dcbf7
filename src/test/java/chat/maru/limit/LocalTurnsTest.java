package chat.maru.limit;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.limit.Turns.Taken;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What a node does by itself is what Redis does.
class LocalTurnsTest {
  private final LocalTurns turns = new LocalTurns();
  private long now = 1_700_000_000_000L;

  @Test
  void aTurnIsOnesUntilItIsOver() {
    assertThat(take(1, "a")).isEqualTo(new Taken.Now());
    assertThat(take(1, "b")).isEqualTo(new Taken.Not(Duration.ofMinutes(1)));
    assertThat(take(1, "a")).isEqualTo(new Taken.Before());
    assertThat(take(2, "b")).isEqualTo(new Taken.Now());
    now += 60_000;
    assertThat(take(1, "b")).isEqualTo(new Taken.Now());
  }

  @Test
  void whatIsGivenBackIsFreeAndOnlyByWhoHasIt() {
    turns.note(turn(1, "a"), now);
    turns.giveBack(turn(1, "b"));
    assertThat(take(1, "b")).isInstanceOf(Taken.Not.class);
    turns.giveBack(turn(1, "a"));
    assertThat(take(1, "b")).isEqualTo(new Taken.Now());
  }

  @Test
  void aClockThatStepsBackLengthensNoWaitBeyondATurn() {
    take(1, "a");
    now -= 600_000;
    assertThat(take(1, "b")).isEqualTo(new Taken.Not(Duration.ofMinutes(1)));
  }

  @Test
  void theLongestUnusedAreForgotten() {
    for (var user = 0; user <= LocalTurns.BOUND; user++) {
      take(user, "a");
    }
    assertThat(take(0, "b")).isEqualTo(new Taken.Now());
    assertThat(take(LocalTurns.BOUND, "b")).isInstanceOf(Taken.Not.class);
  }

  private Taken take(long user, String what) {
    return turns.take(turn(user, what), now);
  }

  private static Turn turn(long user, String what) {
    return new Turn(Slowmode.MESSAGE, user, 5, Duration.ofMinutes(1), what);
  }
}
