package chat.maru.proof.plant;

import chat.maru.testkit.Services;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Scenarios in which something is killed or away.
final class Outages {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Longer than a producer tries.
  private static final Duration DELIVERY = Duration.ofSeconds(6);

  private Outages() {}

  static void brokerAway(Ground ground) {
    var place = ground.place();
    var mina = ground.client(place.mina());
    var _ = ground.client(place.jun());
    Sending.says(mina, place.channel(), "before");
    ground.rests();
    Services.stopKafka();
    var decided = mina.send(place.channel(), Sending.key(), "into the void");
    Stillness.pass(DELIVERY);
    Services.startKafka();
    Stillness.hopeFor(decided::isDone, PATIENCE);
    Sending.says(mina, place.channel(), "after");
  }

  /// The table is locked, so that the batch can't be inserted: the node dies with it in its hands.
  static void killedStoring(Ground ground) {
    var place = ground.place();
    var mina = ground.client(place.mina());
    var _ = ground.client(place.jun());
    Sending.says(mina, place.channel(), "before");
    ground.rests();
    try (var connection = ground.cluster().connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table messages in exclusive mode");
      var decided =
          List.of(
              mina.send(place.channel(), Sending.key(), "one"),
              mina.send(place.channel(), Sending.key(), "two"));
      Sending.allDecided(decided);
      Stillness.hopeFor(() -> isWaiting(ground), PATIENCE);
      ground.kill();
      connection.rollback();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    ground.start(Map.of());
    Stillness.hopeFor(mina::isReady, PATIENCE);
    Sending.stored(ground, Sending.says(mina, place.channel(), "after"));
  }

  private static boolean isWaiting(Ground ground) {
    return !ground
        .cluster()
        .rows(
            """
            select pid from pg_locks l join pg_database d on d.oid = l.database
            where d.datname = current_database() and not l.granted
            """)
        .isEmpty();
  }

  static void killedRelaying(Ground ground) {
    var place = ground.place();
    var mina = ground.client(place.mina());
    var _ = ground.client(place.jun());
    Sending.says(mina, place.channel(), "before");
    ground.rests();
    ground.kill();
    ground.start(Map.of("maru.test.halt-at", "BEFORE_PUBLISH"));
    Stillness.hopeFor(mina::isReady, PATIENCE);
    Sending.says(mina, place.channel(), "stored and not published");
    Stillness.hopeFor(() -> ground.node().log().contains("event=test.halted"), PATIENCE);
    ground.kill();
    ground.start(Map.of());
    Stillness.hopeFor(mina::isReady, PATIENCE);
    Sending.stored(ground, Sending.says(mina, place.channel(), "after"));
  }
}
