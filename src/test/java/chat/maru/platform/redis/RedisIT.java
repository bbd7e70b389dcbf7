package chat.maru.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Maru;
import jakarta.enterprise.inject.spi.CDI;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Connection;

/// What a call says when Redis does not answer it, and what it says when there was nobody to ask.
class RedisIT {
  private final Redis redis = new Redis();

  @BeforeEach
  void open() {
    assertThat(Maru.url()).isNotEmpty();
    redis.url = url(CDI.current().select(Redis.class).get().address());
    redis.open();
  }

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void callsThatFindAllConnectionsInUseDoNotTakeRedisForAway() {
    var held = new ArrayList<Connection>();
    redis.ask(
        pool -> {
          for (var n = 0; n < 16; n++) {
            held.add(pool.getPool().getResource());
          }
          return true;
        });
    assertThat(redis.find("any")).isEmpty();
    held.forEach(Connection::close);
    assertThat(redis.put("redis-it", "there", Duration.ofSeconds(5))).isTrue();
    assertThat(redis.find("redis-it")).contains("there");
  }

  @Test
  void afterACallThatFailedTheNextOnesFailAtOnce() {
    var gone = new Redis();
    gone.url = url("127.0.0.1:1");
    gone.open();
    try {
      assertThat(gone.ping()).isFalse();
      var asked = new ArrayList<Boolean>();
      assertThat(gone.ask(_ -> asked.add(true))).isEmpty();
      assertThat(asked).isEmpty();
    } finally {
      gone.close();
    }
  }

  private static URI url(String address) {
    return URI.create("redis://" + address);
  }
}
