package chat.maru.limit;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.platform.redis.Script;
import chat.maru.testkit.Services;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.util.JedisClusterCRC16;

/// The script on a real Redis, with a clock that the test moves.
class SpendLimitsIT {
  private static final Script SCRIPT = Script.of("spend_limits.lua");
  private static final long MINUTE = 60_000;

  private final String payer = UUID.randomUUID().toString();
  private long now = 1_700_000_000_000L;
  private JedisPooled redis;

  private record Line(String name, String kind, int size, long length, int cost) {}

  private record Answer(long refusing, List<Long> left, List<Long> after) {}

  @BeforeEach
  void connect() {
    var config = new ConnectionPoolConfig();
    config.setMaxTotal(32);
    redis = new JedisPooled(config, URI.create(Services.get().get("maru.redis.url")));
  }

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void aWindowBeginsWithItsFirstCallAndThenAllIsThereAgain() {
    var bucket = window("b", 5);
    for (var left = 4; left >= 0; left--) {
      assertThat(spend(bucket))
          .isEqualTo(new Answer(0, List.of((long) left), List.of(after(left))));
      now += 1000;
    }
    now += 55_000 - 1; // a millisecond before the end of the window
    assertThat(spend(bucket)).isEqualTo(new Answer(1, List.of(0L), List.of(1L)));
    now += 1;
    assertThat(spend(bucket)).isEqualTo(new Answer(0, List.of(4L), List.of(MINUTE)));
  }

  /// A second passes between the calls of the test above.
  private static long after(int left) {
    return MINUTE - 1000L * (4 - left);
  }

  @Test
  void aSlidingLimitHoldsInEveryStretchOfItsLength() {
    var tier = sliding("t", 7);
    for (var i = 0; i < 7; i++) {
      assertThat(spend(tier).left()).containsExactly(6L - i);
      now += 2000;
    }
    assertThat(spend(tier)).isEqualTo(new Answer(1, List.of(0L), List.of(MINUTE - 14_000)));
    now += MINUTE - 14_000 - 1;
    assertThat(spend(tier).refusing()).isEqualTo(1);
    now += 1; // the first is a minute old: one more, and no second
    assertThat(spend(tier)).isEqualTo(new Answer(0, List.of(0L), List.of(0L + 2000)));
    assertThat(spend(tier)).isEqualTo(new Answer(1, List.of(0L), List.of(2000L)));
    now += MINUTE;
    assertThat(spend(tier).left()).containsExactly(6L);
  }

  @Test
  void whatIsRefusedCountsNowhere() {
    var small = sliding("small", 1);
    var large = window("large", 10);
    assertThat(spend(large, small)).isEqualTo(new Answer(0, List.of(9L, 0L), waits()));
    for (var i = 0; i < 5; i++) {
      assertThat(spend(large, small)).isEqualTo(new Answer(2, List.of(9L, 0L), waits()));
    }
    now += MINUTE;
    assertThat(spend(large, small).refusing()).isZero();
  }

  private static List<Long> waits() {
    return List.of(MINUTE, MINUTE);
  }

  @Test
  void askingSpendsNothing() {
    var ask = new Line("a", "window", 2, MINUTE, 0);
    assertThat(spend(ask).left()).containsExactly(2L);
    assertThat(redis.exists(key(ask))).isFalse();
    spend(window("a", 2));
    spend(window("a", 2));
    assertThat(spend(ask)).isEqualTo(new Answer(1, List.of(0L), List.of(MINUTE)));
    now += MINUTE;
    assertThat(spend(ask).refusing()).isZero();
  }

  @Test
  void aClockThatStepsBackLengthensNoWaitBeyondTheLength() {
    var bucket = window("b", 1);
    var tier = sliding("t", 1);
    spend(bucket, tier);
    now -= 10 * MINUTE;
    assertThat(spend(bucket)).isEqualTo(new Answer(1, List.of(0L), List.of(MINUTE)));
    assertThat(spend(tier)).isEqualTo(new Answer(1, List.of(0L), List.of(MINUTE)));
    assertThat(redis.pttl(key(bucket))).isBetween(1L, 2 * MINUTE);
    assertThat(redis.pttl(key(tier))).isBetween(1L, 2 * MINUTE);
  }

  @Test
  void ofManyAtOnceExactlyTheSizePasses() throws InterruptedException, ExecutionException {
    var calls = new ArrayList<Callable<Long>>();
    for (var i = 0; i < 200; i++) {
      calls.add(() -> spend(window("b", 31), sliding("t", 30)).refusing());
    }
    try (var pool = Executors.newFixedThreadPool(32)) {
      var passed = 0;
      for (var answer : pool.invokeAll(calls)) {
        passed += answer.get() == 0 ? 1 : 0;
      }
      assertThat(passed).isEqualTo(30);
    }
  }

  @Test
  void allThatOnePayerSpendsLiesInOneSlot() {
    var charges =
        Route.of("POST", "/channels/{channel_id}/messages")
            .orElseThrow()
            .charges(Payer.user(77), "192.0.2.1", java.util.Map.of("channel_id", "99"));
    assertThat(charges.stream().map(it -> JedisClusterCRC16.getSlot(it.key())).distinct())
        .hasSize(1);
  }

  private static Line window(String name, int size) {
    return new Line(name, "window", size, MINUTE, 1);
  }

  private static Line sliding(String name, int size) {
    return new Line(name, "sliding", size, MINUTE, 1);
  }

  private String key(Line line) {
    return "limit:{" + payer + "}:" + line.name();
  }

  private Answer spend(Line... lines) {
    var arguments = new ArrayList<String>();
    arguments.add(Long.toString(now));
    for (var line : lines) {
      arguments.add(line.kind());
      arguments.add(Integer.toString(line.size()));
      arguments.add(Long.toString(line.length()));
      arguments.add(Integer.toString(line.cost()));
    }
    var keys = List.of(lines).stream().map(this::key).toList();
    var answer = (List<?>) redis.eval(SCRIPT.text(), keys, arguments);
    var left = new ArrayList<Long>();
    var after = new ArrayList<Long>();
    for (var i = 1; i < answer.size(); i += 2) {
      left.add((Long) answer.get(i));
      after.add((Long) answer.get(i + 1));
    }
    return new Answer((Long) answer.getFirst(), left, after);
  }
}
