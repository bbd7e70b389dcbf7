package chat.maru.platform.redis;

import chat.maru.platform.Threads;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/// Listens to publish/subscribe channels, and subscribes again whenever the connection was lost.
/// What was published meanwhile is lost.
@ApplicationScoped
public class RedisBus {
  private static final System.Logger LOG = System.getLogger(RedisBus.class.getName());
  private static final long RETRY_MILLIS = 500;
  private static final long PING_MILLIS = 5_000;

  @Inject Redis redis;
  @Inject Threads threads;

  private volatile @Nullable Ears ears;
  private volatile boolean stopped;

  /// Starts to listen.
  ///
  /// @param patterns names with `*`
  /// @param each gets every text on one thread
  /// @param listening called when listening has begun, and each time it has begun again
  public void listen(List<String> patterns, Consumer<String> each, Runnable listening) {
    threads.startPlatform(
        "redis-bus",
        () -> {
          while (!stopped) {
            hear(patterns.toArray(String[]::new), new Ears(redis, each, listening));
          }
        });
    threads.start("redis-bus-ping", this::ping);
  }

  @PreDestroy
  void stop() {
    stopped = true;
    var open = ears;
    if (open != null && open.isSubscribed()) {
      try {
        open.punsubscribe();
      } catch (JedisException e) {
        LOG.log(Level.DEBUG, "event=redis.bus.stop cause={0}", e.getClass().getSimpleName());
      }
    }
  }

  private void hear(String[] patterns, Ears with) {
    try (var connection = redis.connect()) {
      ears = with;
      connection.psubscribe(with, patterns);
    } catch (JedisException e) {
      LOG.log(
          Level.DEBUG,
          "event=redis.bus.lost address={0} cause={1}",
          redis.address(),
          e.getClass().getSimpleName());
      rest(RETRY_MILLIS);
    }
  }

  /// Something must be written now and then, or a connection that died silently would never end.
  private void ping() {
    while (!stopped) {
      rest(PING_MILLIS);
      var open = ears;
      if (open != null && open.isSubscribed()) {
        try {
          open.ping();
        } catch (JedisException e) {
          LOG.log(Level.DEBUG, "event=redis.bus.ping cause={0}", e.getClass().getSimpleName());
        }
      }
    }
  }

  private void rest(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }

  private static final class Ears extends JedisPubSub {
    private final Redis redis;
    private final Consumer<String> each;
    private final Runnable listening;

    Ears(Redis redis, Consumer<String> each, Runnable listening) {
      this.redis = redis;
      this.each = each;
      this.listening = listening;
    }

    @Override
    public void onPSubscribe(String pattern, int subscribed) {
      if (subscribed == 1) {
        redis.reached();
        listening.run();
      }
    }

    @Override
    public void onPMessage(String pattern, String channel, String message) {
      try {
        each.accept(message);
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "event=redis.bus.listener.failed", e);
      }
    }
  }
}
