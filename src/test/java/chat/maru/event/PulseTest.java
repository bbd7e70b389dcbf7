package chat.maru.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PulseTest {
  private final Pulse pulse = new Pulse();

  @Test
  void beforeTheFirstBeatNothingIsVouchedFor() {
    assertThat(pulse.fresh()).isFalse();
    assertThat(pulse.vouches()).isFalse();
  }

  @Test
  void aBeatMakesItFresh() {
    pulse.beat(Duration.ofMillis(3), false);
    assertThat(pulse.fresh()).isTrue();
    assertThat(pulse.vouches()).isTrue();
  }

  /// The relay lives, and what it has not carried yet may be a revocation.
  @Test
  void aRelayThatIsBehindLivesAndVouchesForNothing() {
    pulse.beat(Duration.ofMillis(3), true);
    assertThat(pulse.fresh()).isTrue();
    assertThat(pulse.vouches()).isFalse();
  }

  @Test
  void clocksThatDisagreeDoNotMatter() {
    pulse.beat(Duration.ofHours(-5), false);
    assertThat(pulse.vouches()).isTrue();
    pulse.beat(Duration.ofHours(-5).plusMillis(20), false);
    assertThat(pulse.vouches()).isTrue();
  }

  @Test
  void aBeatThatLayOnTheLogIsAsOldAsThat() {
    pulse.beat(Duration.ofHours(-5), false);
    pulse.beat(Duration.ofHours(-5).plusSeconds(3), false);
    assertThat(pulse.fresh()).isFalse();
    assertThat(pulse.vouches()).isFalse();
  }
}
