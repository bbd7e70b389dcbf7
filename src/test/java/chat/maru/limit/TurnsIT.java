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

/// The scripts on a real Redis, with a clock that the test moves.
class TurnsIT {
  private static final Script TAKE = Script.of("take_turn.lua");
  private static final Script GIVE_BACK = Script.of("give_turn_back.lua");
  private static final long MINUTE = 60_000;

  private final String key = "limit:{" + UUID.randomUUID() + "}:turn";
  private long now = 1_700_000_000_000L;
  private JedisPooled redis;

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
  void aTurnIsOnesUntilItIsOver() {
    assertThat(take("a")).isZero();
    assertThat(take("b")).isEqualTo(MINUTE);
    now += MINUTE - 1;
    assertThat(take("b")).isEqualTo(1);
    now += 1;
    assertThat(take("b")).isZero();
    assertThat(take("a")).isEqualTo(MINUTE);
  }

  @Test
  void theSameAgainHasItAndProlongsNothing() {
    assertThat(take("a")).isZero();
    now += 1000;
    assertThat(take("a")).isEqualTo(-1);
    assertThat(take("b")).isEqualTo(MINUTE - 1000);
  }

  @Test
  void whatIsGivenBackIsFreeAndOnlyByWhoHasIt() {
    assertThat(take("a")).isZero();
    assertThat(giveBack("b")).isZero();
    assertThat(take("b")).isEqualTo(MINUTE);
    assertThat(giveBack("a")).isEqualTo(1);
    assertThat(giveBack("a")).isZero();
    assertThat(take("b")).isZero();
  }

  @Test
  void aShorterTurnIsOverSooner() {
    assertThat(take("a")).isZero();
    now += 5000;
    assertThat(take("b", 5000)).isZero();
  }

  @Test
  void aClockThatStepsBackLengthensNoWaitBeyondATurn() {
    assertThat(take("a")).isZero();
    now -= 10 * MINUTE;
    assertThat(take("b")).isEqualTo(MINUTE);
    assertThat(redis.pttl(key)).isBetween(1L, 2 * MINUTE);
  }

  @Test
  void ofManyAtOnceOneHasIt() throws InterruptedException, ExecutionException {
    var calls = new ArrayList<Callable<Long>>();
    for (var i = 0; i < 200; i++) {
      var what = "w" + i;
      calls.add(() -> take(what));
    }
    try (var pool = Executors.newFixedThreadPool(32)) {
      var passed = 0;
      for (var answer : pool.invokeAll(calls)) {
        passed += answer.get() == 0 ? 1 : 0;
      }
      assertThat(passed).isEqualTo(1);
    }
  }

  private long take(String what) {
    return take(what, MINUTE);
  }

  private long take(String what, long every) {
    var arguments = List.of(Long.toString(now), Long.toString(every), what);
    return (Long) redis.eval(TAKE.text(), List.of(key), arguments);
  }

  private long giveBack(String what) {
    return (Long) redis.eval(GIVE_BACK.text(), List.of(key), List.of(what));
  }
}
