package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemberTurnsTest {
  private final AtomicLong now = new AtomicLong(-5);
  private final MemberTurns turns = new MemberTurns(now::get);

  @Test
  void aTurnIsFreeAgainAfterThirtySeconds() {
    assertThat(turns.take("a", 1)).isZero();
    now.addAndGet(Duration.ofSeconds(20).toNanos());
    assertThat(turns.take("a", 1)).isEqualTo(Duration.ofSeconds(10));
    now.addAndGet(Duration.ofSeconds(9).toNanos());
    assertThat(turns.take("a", 1)).isEqualTo(Duration.ofSeconds(1));
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(turns.take("a", 1)).isZero();
    assertThat(turns.take("a", 1)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void otherGuildsAndOtherSessionsHaveTheirOwn() {
    assertThat(turns.take("a", 1)).isZero();
    assertThat(turns.take("a", 2)).isZero();
    assertThat(turns.take("b", 1)).isZero();
    assertThat(turns.take("a", 1)).isPositive();
  }
}
