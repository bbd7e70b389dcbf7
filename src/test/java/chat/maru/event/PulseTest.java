package chat.maru.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PulseTest {
  private static final Duration NONE = Duration.ZERO;
  private static final Duration APART = Duration.ofHours(-5);

  private long now = TimeUnit.DAYS.toNanos(3);
  private final Pulse pulse = new Pulse(() -> now);

  @Test
  void beforeTheFirstBeatNothingIsVouchedFor() {
    assertThat(pulse.fresh()).isFalse();
    assertThat(pulse.vouches()).isFalse();
  }

  @Test
  void aBeatMakesItFresh() {
    newest(Duration.ofMillis(3));
    assertThat(pulse.fresh()).isTrue();
    assertThat(pulse.vouches()).isTrue();
  }

  @Test
  void withoutAnotherItIsFreshForTwoSeconds() {
    newest(Duration.ofMillis(3));
    pass(Duration.ofMillis(1999));
    assertThat(pulse.fresh()).isTrue();
    pass(Duration.ofMillis(1));
    assertThat(pulse.fresh()).isFalse();
    assertThat(pulse.vouches()).isFalse();
  }

  /// The relay lives, and what it has not carried yet may be a revocation.
  @Test
  void aRelayThatIsBehindLivesAndVouchesForNothing() {
    pulse.beat(new Pulse.Beat(Duration.ofMillis(3), NONE, true, true));
    assertThat(pulse.fresh()).isTrue();
    assertThat(pulse.vouches()).isFalse();
  }

  @Test
  void clocksThatDisagreeDoNotMatter() {
    newest(APART);
    assertThat(pulse.vouches()).isTrue();
    newest(APART.plusMillis(20));
    assertThat(pulse.vouches()).isTrue();
  }

  @Test
  void aBeatThatLayOnTheLogIsAsOldAsThat() {
    newest(APART);
    newest(APART.plusSeconds(3));
    assertThat(pulse.fresh()).isFalse();
    assertThat(pulse.vouches()).isFalse();
  }

  @Test
  void aBeatThatWaitedHereIsAsOldAsThat() {
    pulse.beat(new Pulse.Beat(APART, Duration.ofSeconds(3), true, false));
    assertThat(pulse.fresh()).isFalse();
  }

  /// A step of the clock: for a while the beats look late, and then they do not any more.
  @Test
  void clocksThatWereSetAreFoundOutWithinAMinute() {
    newest(APART);
    assertThat(beatFor(Duration.ofSeconds(61), APART.plusSeconds(9), true)).isTrue();
  }

  /// A node that can't keep up would take its lag for the difference of the clocks, and trust what
  /// it remembers as if it had heard of everything.
  @Test
  void aLagThatLastsIsNotTakenForTheClocks() {
    newest(APART);
    assertThat(beatFor(Duration.ofMinutes(10), APART.plusSeconds(9), false)).isFalse();
    newest(APART);
    assertThat(pulse.vouches()).isTrue();
  }

  /// Nobody knows how old the first is that a node reads which began behind the others.
  @Test
  void aNodeThatBeginsBehindVouchesForNothingUntilItHasTheNewest() {
    assertThat(beatFor(Duration.ofSeconds(5), APART, false)).isFalse();
    newest(APART);
    assertThat(pulse.vouches()).isTrue();
  }

  private boolean beatFor(Duration time, Duration way, boolean newest) {
    for (var past = 0; past < time.toMillis(); past += 500) {
      pass(Duration.ofMillis(500));
      pulse.beat(new Pulse.Beat(way, NONE, newest, false));
    }
    return pulse.vouches();
  }

  private void newest(Duration way) {
    pulse.beat(new Pulse.Beat(way, NONE, true, false));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
