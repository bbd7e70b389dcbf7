package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Who may make a session now.
class TurnsTest {
  private static final Duration SHORT = Duration.ofMillis(20);

  private final Turns turns = new Turns();

  @Test
  void noMoreThanSixteenAtATime() throws InterruptedException {
    takeAll();
    assertThat(turns.begin(SHORT)).isFalse();
    turns.end();
    assertThat(turns.begin(SHORT)).isTrue();
  }

  @Test
  void whoWaitsForItsClientKeepsNobodyWaiting() throws InterruptedException {
    takeAll();
    var waited =
        turns.without(
            () -> {
              assertThat(turns.begin(SHORT)).as("another's turn").isTrue();
              turns.end();
              return true;
            });
    assertThat(waited).isTrue();
    assertThat(turns.begin(SHORT)).as("it has its own again").isFalse();
  }

  private void takeAll() throws InterruptedException {
    for (var n = 0; n < Turns.MAX_CONCURRENCY; n++) {
      assertThat(turns.begin(SHORT)).isTrue();
    }
  }
}
