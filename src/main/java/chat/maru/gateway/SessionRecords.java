package chat.maru.gateway;

import chat.maru.platform.redis.Redis;
import chat.maru.platform.redis.Script;
import chat.maru.wire.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Sessions in Redis, for the node that their clients come back to (design section 4, "Resume").
/// What is not there any more can not be resumed elsewhere; nothing else depends on it.
@ApplicationScoped
class SessionRecords {
  static final Duration LIFE = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Script SAVE = Script.of("save_session.lua");
  private static final Script CLAIM = Script.of("claim_session.lua");
  private static final Script FORGET = Script.of("forget_session.lua");

  @Inject Redis redis;

  /// Names this run of this node.
  private final String node = UUID.randomUUID().toString();

  /// What is to be written of one session.
  ///
  /// @param quiet whether nothing waited to be sent: while that is so, the node's own position is
  ///     the session's too
  /// @param record empty where it is as it was
  record Entry(
      Session session, List<Checkpoint> points, boolean quiet, Optional<SessionRecord> record) {}

  /// What became of an entry.
  enum Saved {
    DONE,
    /// Another node has the session.
    LOST,
    /// Redis has forgotten the session: its record must be written again.
    FORGOTTEN
  }

  /// Writes entries in one round trip, and this node's position only behind them.
  ///
  /// @return what became of each; empty while Redis is away
  Optional<List<Saved>> save(List<Entry> entries, long position) {
    return save(entries).filter(_ -> redis.put(positionKey(node), Long.toString(position), LIFE));
  }

  /// Writes entries in one round trip. The node's position stays where it is: it stands for all
  /// quiet sessions, and these may not be all.
  Optional<List<Saved>> save(List<Entry> entries) {
    return redis
        .evalAll(SAVE, entries.stream().map(this::call).toList())
        .map(answers -> answers.stream().map(SessionRecords::saved).toList());
  }

  /// Takes a session over from whatever node has it. While Redis is away it is asked again, up to
  /// [#PATIENCE]: a client that is told too early that its session is gone has lost it.
  ///
  /// @param userId whose it must be
  /// @param seen the last sequence number that its client has got
  Optional<Claim> claim(String sessionId, long userId, int seen) throws InterruptedException {
    var arguments =
        List.of(Long.toString(userId), padded(seen), node, Long.toString(LIFE.toMillis()));
    return patiently(() -> taken(sessionId, arguments))
        .filter(taken -> !taken.answer().isEmpty())
        .map(taken -> claim(sessionId, seen, taken));
  }

  /// What the script answered.
  ///
  /// @param before how far the node was that had the session, by what was there before: afterwards
  ///     it may have come further, past what the session had still to be sent
  private record Taken(List<?> answer, Optional<Pace> before) {}

  /// How far a node was at least.
  private record Pace(String node, long position) {}

  /// Empty while Redis is away.
  private Optional<Taken> taken(String sessionId, List<String> arguments) {
    var keys = keys(sessionId);
    return redis
        .hashes(List.of(keys.getFirst()))
        .map(found -> pace(found.getFirst()))
        .flatMap(
            before ->
                redis
                    .eval(CLAIM, keys, arguments)
                    .map(answer -> new Taken((List<?>) answer, before)));
  }

  private Optional<Pace> pace(Map<String, String> session) {
    return Optional.ofNullable(session.get("node"))
        .flatMap(
            held -> redis.find(positionKey(held)).map(at -> new Pace(held, Long.parseLong(at))));
  }

  private static <T> Optional<T> patiently(Supplier<Optional<T>> question)
      throws InterruptedException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    var answer = question.get();
    while (answer.isEmpty() && System.nanoTime() - end < 0) {
      Thread.sleep(PAUSE);
      answer = question.get();
    }
    return answer;
  }

  /// Forgets a session that has ended, unless another node has it.
  void forget(List<Session> ended) {
    redis.evalAll(
        FORGET,
        ended.stream()
            .map(
                session ->
                    new Redis.Call(keys(session.id()), List.of(Integer.toString(session.epoch()))))
            .toList());
  }

  private static Claim claim(String sessionId, int seen, Taken taken) {
    var answer = taken.answer();
    var point = answer.get(2).toString();
    var noted = Long.parseLong(point.substring(point.indexOf(':') + 1));
    var quietOn = answer.get(3).toString();
    var position =
        taken
            .before()
            .filter(pace -> pace.node().equals(quietOn))
            .map(pace -> Math.max(noted, pace.position()))
            .orElse(noted);
    return new Claim(
        sessionId,
        Json.readOwn(answer.get(0).toString(), SessionRecord.class),
        seen,
        position,
        Integer.parseInt(answer.get(1).toString()));
  }

  private Redis.Call call(Entry entry) {
    var session = entry.session();
    var arguments = new ArrayList<String>();
    arguments.add(Integer.toString(session.epoch()));
    arguments.add(node);
    arguments.add(Long.toString(LIFE.toMillis()));
    arguments.add(entry.quiet() ? "1" : "0");
    arguments.add(Long.toString(session.actor().userId()));
    arguments.add(entry.record().map(Json::write).orElse(""));
    entry
        .points()
        .forEach(it -> arguments.add(padded(it.sequence()) + ':' + padded(it.position())));
    return new Redis.Call(keys(session.id()), arguments);
  }

  private static Saved saved(Object answer) {
    return switch (answer.toString()) {
      case "1" -> Saved.DONE;
      case "2" -> Saved.FORGOTTEN;
      default -> Saved.LOST;
    };
  }

  /// In one hash slot of a cluster.
  private static List<String> keys(String sessionId) {
    var key = "session:{" + sessionId + '}';
    return List.of(key, key + ":points");
  }

  private static String positionKey(String node) {
    return "gateway:position:" + node;
  }

  /// So that the order of the texts is the order of the numbers.
  private static String padded(long number) {
    return String.format("%019d", number);
  }
}
