package chat.maru.proof.fault;

import chat.maru.proof.proxy.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;

/// What happens to PostgreSQL, Redis and Kafka: ends, absence, a memory that is gone, a disk that
/// is full.
final class ServiceFaults {
  private ServiceFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault("kill-broker", ServiceFaults::killBroker),
        new Fault("kill-all-brokers", ServiceFaults::killBrokers),
        new Fault("kafka-away", (on, dice) -> away(on, dice, "kafka")).lasting(longAway()),
        new Fault("kill-postgres", ServiceFaults::killPostgres),
        new Fault("postgres-away", (on, dice) -> away(on, dice, "postgres")).lasting(longAway()),
        new Fault("kill-redis", ServiceFaults::killRedis),
        new Fault("flush-redis", ServiceFaults::flushRedis),
        new Fault("disk-full", ServiceFaults::diskFull).onSmallDisk());
  }

  /// Away for 30 s, and some time before and after.
  private static Duration longAway() {
    return Duration.ofSeconds(45);
  }

  private static List<Act> killBroker(Installation on, Dice dice) {
    var broker = dice.one(on.brokers().all());
    var at = dice.at(0.2, 0.5);
    return List.of(
        Act.of(at, "kill -9", broker.name(), broker::kill),
        Act.of(at.plus(dice.seconds(1, 6)), "start", broker.name(), () -> on.brokers().startAll()));
  }

  private static List<Act> killBrokers(Installation on, Dice dice) {
    var at = dice.at(0.2, 0.5);
    return List.of(
        Act.of(
            at,
            "kill -9",
            "all brokers",
            () -> {
              for (var broker : on.brokers().all()) {
                broker.kill();
              }
            }),
        Act.of(at.plus(dice.seconds(0, 3)), "start", "all brokers", () -> on.brokers().startAll()));
  }

  private static List<Act> away(Installation on, Dice dice, String part) {
    var at = dice.at(0.1, 0.2);
    return List.of(
        Act.of(at, "refusing", part, () -> on.proxiesTo(part).forEach(Proxy::refuse)),
        Act.of(
            at.plus(dice.time().multipliedBy(2).dividedBy(3)),
            "healing",
            part,
            () -> on.proxiesTo(part).forEach(Proxy::heal)));
  }

  private static List<Act> killPostgres(Installation on, Dice dice) {
    var at = dice.at(0.2, 0.5);
    return List.of(
        Act.of(at, "kill -9", "postgres", on::killPostgres),
        Act.of(at.plus(dice.seconds(0, 5)), "start", "postgres", on::startPostgres));
  }

  private static List<Act> killRedis(Installation on, Dice dice) {
    var at = dice.at(0.2, 0.5);
    return List.of(
        Act.of(at, "kill -9", "redis", on::killRedis),
        Act.of(at.plus(dice.seconds(0, 5)), "start", "redis", on::startRedis));
  }

  private static List<Act> flushRedis(Installation on, Dice dice) {
    var acts = new ArrayList<Act>();
    for (var begin : List.of(0.15, 0.4, 0.65)) {
      acts.add(
          Act.of(
              dice.at(begin, begin + 0.2),
              "FLUSHALL",
              "redis",
              () -> {
                try (var redis = new Jedis(on.cluster().setting("maru.redis.url"))) {
                  redis.flushAll();
                }
              }));
    }
    return acts;
  }

  private static List<Act> diskFull(Installation on, Dice dice) {
    var disk = on.disk().orElseThrow();
    var at = dice.at(0.2, 0.4);
    return List.of(
        Act.of(at, "disk full", "postgres", disk::fill),
        Act.of(
            at.plus(dice.seconds(6, 10)),
            "disk freed",
            "postgres",
            () -> {
              disk.free();
              on.startPostgres(); // it may have ended when it could not write its log
            }));
  }
}
