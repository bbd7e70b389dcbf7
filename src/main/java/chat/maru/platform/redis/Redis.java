package chat.maru.platform.redis;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.params.SetParams;

/// Redis at `maru.redis.url`. Every call answers within half a second or so and fails softly: what
/// it returns then says that nothing is known. While it is away, calls fail at once but for one a
/// second that tries.
@ApplicationScoped
public class Redis {
  private static final System.Logger LOG = System.getLogger(Redis.class.getName());
  private static final int TIMEOUT_MILLIS = 500;
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int CONNECTIONS = 16;

  @Inject
  @ConfigProperty(name = "maru.redis.url")
  URI url;

  private @Nullable JedisPooled pool;
  private volatile boolean away;
  private volatile long awayUntil;
  private volatile long busyToldAt = System.nanoTime() - REST_NANOS;

  @PostConstruct
  void open() {
    var config = new ConnectionPoolConfig();
    config.setMaxTotal(CONNECTIONS);
    config.setMaxIdle(CONNECTIONS);
    config.setBlockWhenExhausted(true);
    config.setMaxWait(Duration.ofMillis(TIMEOUT_MILLIS));
    pool = new JedisPooled(config, url, TIMEOUT_MILLIS, TIMEOUT_MILLIS);
  }

  @PreDestroy
  void close() {
    Objects.requireNonNull(pool).close();
  }

  /// Sets fields of a hash that lives for `life` from now.
  ///
  /// @return whether it was done
  public boolean putHash(String key, Map<String, String> fields, Duration life) {
    return ask(redis -> {
          try (var pipeline = redis.pipelined()) {
            pipeline.hset(key, fields);
            pipeline.pexpire(key, life.toMillis());
            pipeline.sync();
          }
          return true;
        })
        .orElse(false);
  }

  /// Reads hashes in the order of their keys; one that is not there is an empty map. Empty while
  /// Redis is away.
  public Optional<List<Map<String, String>>> hashes(Collection<String> keys) {
    return ask(
        redis -> {
          List<Response<Map<String, String>>> found;
          try (var pipeline = redis.pipelined()) {
            found = keys.stream().map(pipeline::hgetAll).toList();
            pipeline.sync();
          }
          return found.stream().map(Response::get).toList();
        });
  }

  /// Puts a member into a sorted set, or gives it another score.
  public void putScore(String key, String member, long score) {
    ask(redis -> redis.zadd(key, score, member));
  }

  /// Puts a member with the same score into several sorted sets, which live for `life` from now.
  public void putScores(Collection<String> keys, String member, long score, Duration life) {
    ask(
        redis -> {
          try (var pipeline = redis.pipelined()) {
            for (var key : keys) {
              pipeline.zadd(key, score, member);
              pipeline.pexpire(key, life.toMillis());
            }
            pipeline.sync();
          }
          return true;
        });
  }

  /// Counts the members of a sorted set whose score is above the bound. Empty while Redis is away.
  public Optional<Integer> countAbove(String key, long bound) {
    return ask(redis -> Math.toIntExact(redis.zcount(key, "(" + bound, "+inf")));
  }

  /// Returns members of a sorted set whose score is above the bound, lowest first; none while Redis
  /// is away.
  public List<String> above(String key, long bound, int limit) {
    return ask(redis -> redis.zrangeByScore(key, "(" + bound, "+inf", 0, limit)).orElse(List.of());
  }

  /// Takes a member out of a sorted set.
  public void removeScore(String key, String member) {
    ask(redis -> redis.zrem(key, member));
  }

  /// Sets a text that lives for `life` from now.
  ///
  /// @return whether it was done
  public boolean put(String key, String text, Duration life) {
    return ask(redis -> redis.set(key, text, SetParams.setParams().px(life.toMillis())))
        .isPresent();
  }

  /// Reads a text; empty also while Redis is away.
  public Optional<String> find(String key) {
    return ask(redis -> Optional.ofNullable(redis.get(key))).flatMap(Function.identity());
  }

  /// Removes whatever is at the key.
  public void remove(String key) {
    ask(redis -> redis.del(key));
  }

  /// Publishes to whoever listens now; nobody else will ever get it.
  public void publish(String channel, String text) {
    ask(redis -> redis.publish(channel, text));
  }

  /// Runs a script in one round trip (two the first time, when Redis does not have it yet), and
  /// returns what it answers: a whole number, a text, or a list of them. Empty while Redis is away.
  public Optional<Object> eval(Script script, List<String> keys, List<String> arguments) {
    return ask(
        redis -> {
          try {
            return redis.evalsha(script.sha1(), keys, arguments);
          } catch (JedisNoScriptException _) {
            return redis.eval(script.text(), keys, arguments);
          }
        });
  }

  /// The keys and arguments of one run of a script.
  public record Call(List<String> keys, List<String> arguments) {}

  /// Runs a script many times in one round trip (two when Redis does not have it yet), and returns
  /// the answers in order. Empty while Redis is away.
  public Optional<List<Object>> evalAll(Script script, List<Call> calls) {
    return ask(
        redis -> {
          try {
            return evalAll(
                redis,
                calls,
                (pipeline, call) -> pipeline.evalsha(script.sha1(), call.keys(), call.arguments()));
          } catch (JedisNoScriptException _) {
            return evalAll(
                redis,
                calls,
                (pipeline, call) -> pipeline.eval(script.text(), call.keys(), call.arguments()));
          }
        });
  }

  private static List<Object> evalAll(
      JedisPooled redis,
      List<Call> calls,
      BiFunction<AbstractPipeline, Call, Response<Object>> run) {
    List<Response<Object>> answers;
    try (var pipeline = redis.pipelined()) {
      answers = calls.stream().map(call -> run.apply(pipeline, call)).toList();
      pipeline.sync();
    }
    return answers.stream().map(Response::get).toList();
  }

  /// Asks now, whatever the last call met; takes about as long as any other call at most.
  public boolean ping() {
    return asked(redis -> redis.ping()).isPresent();
  }

  /// Another connection has reached it: the next call tries.
  void reached() {
    awayUntil = System.nanoTime();
  }

  /// Opens a connection of its own for listening.
  Jedis connect() {
    return new Jedis(url, 2 * TIMEOUT_MILLIS, 0);
  }

  /// The address without credentials, for logs.
  String address() {
    return url.getHost() + ":" + url.getPort();
  }

  <T> Optional<T> ask(Function<JedisPooled, T> question) {
    if (away && System.nanoTime() - awayUntil < 0) {
      return Optional.empty();
    }
    return asked(question);
  }

  private <T> Optional<T> asked(Function<JedisPooled, T> question) {
    try {
      var answer = question.apply(Objects.requireNonNull(pool));
      if (away) {
        away = false;
        LOG.log(Level.INFO, "event=redis.back address={0}", address());
      }
      return Optional.of(answer);
    } catch (JedisException e) {
      if (e.getCause() instanceof NoSuchElementException) {
        busy();
      } else {
        lost(e);
      }
      return Optional.empty();
    }
  }

  /// All connections were in use for as long as a call may wait. That says nothing of Redis.
  private void busy() {
    var now = System.nanoTime();
    if (now - busyToldAt >= REST_NANOS) {
      busyToldAt = now;
      LOG.log(Level.WARNING, "event=redis.busy connections={0}", CONNECTIONS);
    }
  }

  private void lost(JedisException cause) {
    if (!away) {
      LOG.log(
          Level.WARNING,
          "event=redis.away address={0} cause={1}",
          address(),
          cause.getClass().getSimpleName());
    }
    Objects.requireNonNull(pool).getPool().clear(); // the others are as dead as this one
    awayUntil = System.nanoTime() + REST_NANOS;
    away = true;
  }
}
