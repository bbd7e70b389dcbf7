package chat.maru.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnowflakeGeneratorTest {
  private final MovedClock clock = new MovedClock(Instant.parse("2026-11-21T09:00:00Z"));
  private final SnowflakeGenerator generator = new SnowflakeGenerator(clock, 5);

  @Test
  void carriesTimeNodeAndSequence() {
    var id = generator.next();
    assertThat(Snowflake.time(id)).isEqualTo(clock.instant());
    assertThat(Snowflake.node(id)).isEqualTo(5);
    assertThat(generator.next()).isEqualTo(id + 1);
  }

  @Test
  void goesOnRisingWhenTheClockStepsBack() {
    var before = generator.next();
    clock.move(-3_600_000);
    var ids = LongStream.range(0, 10_000).map(_ -> generator.next()).toArray();
    assertThat(ids[0]).isGreaterThan(before);
    assertThat(ids).isSorted().doesNotHaveDuplicates();
    assertThat(LongStream.of(ids).mapToInt(Snowflake::node).distinct().toArray())
        .as("no bits of another node are borrowed")
        .containsExactly(5);
  }

  @Test
  void takesTheClockAgainOnceItIsAhead() {
    generator.next();
    clock.move(-1_000);
    generator.next();
    clock.move(5_000);
    assertThat(Snowflake.time(generator.next())).isEqualTo(clock.instant());
  }

  @Test
  void aFullMillisecondMovesItsOwnTimeOn() {
    var ids = LongStream.range(0, 4_097).map(_ -> generator.next()).toArray();
    assertThat(Snowflake.millis(ids[4_095])).isEqualTo(clock.millis());
    assertThat(Snowflake.millis(ids[4_096])).isEqualTo(clock.millis() + 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 60_000, 86_400_000L})
  void risesAboveAFloorThatLiesAhead(long aheadMillis) {
    var floor = Snowflake.of(clock.millis() + aheadMillis, 900, Snowflake.MAX_SEQUENCE);
    var id = generator.nextAbove(floor);
    assertThat(id).isGreaterThan(floor);
    assertThat(Snowflake.node(id)).isEqualTo(5);
    assertThat(generator.next()).isGreaterThan(id);
  }

  @Test
  void aFloorBelowChangesNothing() {
    var id = generator.next();
    assertThat(generator.nextAbove(id - 10)).isEqualTo(id + 1);
  }

  @Test
  void isSafeForManyThreads() throws Exception {
    var seen = ConcurrentHashMap.<Long>newKeySet();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var i = 0; i < 8; i++) {
        threads.execute(
            () -> {
              for (var n = 0; n < 20_000; n++) {
                seen.add(generator.next());
              }
            });
      }
    }
    assertThat(seen).hasSize(160_000);
  }

  @Test
  void twoNodesNeverMeet() {
    var other = new SnowflakeGenerator(clock, 6);
    var ids = new HashSet<Long>();
    for (var i = 0; i < 5_000; i++) {
      ids.add(generator.next());
      ids.add(other.next());
    }
    assertThat(ids).hasSize(10_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1024})
  void refusesANodeOutOfRange(int node) {
    assertThatThrownBy(() -> new SnowflakeGenerator(clock, node))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "abc",
        "1.5",
        "12345678901234567890",
        "9999999999999999999",
        " 1",
        "0x1"
      })
  void parsingRefusesWhatIsNoId(String text) {
    assertThatThrownBy(() -> Snowflake.parse(text)).isInstanceOf(NumberFormatException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 175928847299117063L, Long.MAX_VALUE})
  void parsingReadsWhatWasWritten(long id) {
    assertThat(Snowflake.parse(Long.toString(id))).isEqualTo(id);
  }

  @Test
  void readsThePublishedExample() {
    // Discord reference, "Snowflake ID format structure"
    var id = 175928847299117063L;
    assertThat(Snowflake.time(id)).isEqualTo(Instant.parse("2016-04-30T11:18:25.796Z"));
    assertThat(Snowflake.node(id)).isEqualTo(1 << 5);
  }

  @Test
  void theFirstIdOfAMomentIsBelowEveryIdOfIt() {
    var first = Snowflake.firstAt(clock.instant());
    assertThat(first).isLessThanOrEqualTo(generator.next());
    assertThat(Snowflake.time(first)).isEqualTo(clock.instant());
    assertThat(Snowflake.firstAt(Instant.EPOCH)).isZero();
  }

  /// A clock that a test moves.
  private static final class MovedClock extends Clock {
    private Instant now;

    MovedClock(Instant now) {
      this.now = now;
    }

    void move(long millis) {
      now = now.plusMillis(millis);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
