package chat.maru.proof.plant;

import chat.maru.proof.journal.Entry;
import chat.maru.proof.journal.Journal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

/// Scenarios of the way from the tables to the log and from there to the nodes.
final class Relaying {
  private static final int EDITORS = 4;
  private static final int EDITS = 40;
  private static final Duration EDITING = Duration.ofSeconds(12);

  private Relaying() {}

  /// A transaction of some node draws its outbox id under the lock of its channel, and takes its
  /// time, while those of another channel pass by.
  static void slow(Ground ground) {
    var place = ground.place();
    var other = place.channel("other");
    ground.sees(place.jun(), other, true);
    var mina = ground.client(place.mina());
    var _ = ground.client(place.jun());
    var key = Sending.says(mina, place.channel(), "to be told again");
    Sending.stored(ground, key);
    ground.rests();
    var record =
        ground.topic("persisted").records().stream()
            .filter(it -> it.value().contains(key))
            .toList()
            .getFirst()
            .value();
    try (var connection = ground.cluster().connect()) {
      connection.setAutoCommit(false);
      run(
          connection,
          "select 1 from channel_heads where channel_id = %s for no key update",
          place.channel());
      var id = first(connection, "select nextval('outbox_id')");
      for (var i = 0; i < 3; i++) {
        Sending.stored(ground, Sending.says(mina, other, "passes by"));
      }
      Stillness.hopeFor(() -> ground.cluster().rows("select id from outbox").isEmpty(), EDITING);
      write(connection, place.channel(), id, update(record, id));
      connection.commit();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static String update(String record, String id) {
    return record
        .replace("\"MESSAGE_CREATE\"", "\"MESSAGE_UPDATE\"")
        .replaceFirst("\"outboxId\":\"?\\d+\"?", "\"outboxId\":\"" + id + "\"")
        .replaceFirst("\"origin\":\\{[^}]*}", "\"origin\":null");
  }

  private static void write(Connection connection, String channel, String id, String record)
      throws SQLException {
    try (var insert =
        connection.prepareStatement("insert into outbox (id, key, record) values (?, ?, ?)")) {
      insert.setLong(1, Long.parseLong(id));
      insert.setLong(2, Long.parseLong(channel));
      insert.setString(3, record);
      insert.executeUpdate();
    }
    run(
        connection,
        "update channel_heads set last_outbox_id = " + id + " where channel_id = %s",
        channel);
  }

  private static void run(Connection connection, String sql, String channel) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql.formatted(channel));
    }
  }

  private static String first(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /// Each editor has a message of its own; all of them are in one channel, in which messages are
  /// stored all the while.
  static void edits(Ground ground) {
    var place = ground.place();
    var mina = ground.client(place.mina());
    var _ = ground.client(place.jun());
    var ids = new ArrayList<String>();
    for (var i = 0; i < EDITORS; i++) {
      Sending.stored(ground, Sending.says(mina, place.channel(), "to be edited"));
    }
    ids.addAll(
        ground
            .cluster()
            .rows(
                "select id from messages where content = 'to be edited' and channel_id = "
                    + place.channel()));
    var editors = ids.stream().map(id -> Thread.startVirtualThread(() -> edit(ground, place, id)));
    var running = editors.toList();
    var decided = new ArrayList<Future<?>>();
    Stillness.hopeFor(
        () -> {
          decided.add(mina.send(place.channel(), Sending.key(), "meanwhile"));
          return running.stream().noneMatch(Thread::isAlive);
        },
        EDITING);
    Stillness.hopeFor(() -> running.stream().noneMatch(Thread::isAlive), EDITING);
    Sending.allDecided(decided);
  }

  private static void edit(Ground ground, Place place, String id) {
    for (var i = 0; i < EDITS; i++) {
      var content = "edited " + i;
      var answer =
          place
              .mina()
              .rest()
              .patch(
                  "/channels/" + place.channel() + "/messages/" + id, Map.of("content", content));
      if (answer.status() == 200) {
        ground.note(
            new Entry.Edited(Journal.now(), place.mina().id(), place.channel(), id, content));
      }
    }
  }

  static void repeated(Ground ground) {
    var place = ground.place();
    var mina = ground.client(place.mina());
    var _ = ground.client(place.jun());
    for (var i = 0; i < 5; i++) {
      Sending.says(mina, place.channel(), "m" + i);
    }
    ground.rests();
    var log = ground.topic("persisted");
    log.repeat(
        List.copyOf(
            log.records().stream()
                .filter(it -> it.value().contains("\"MESSAGE_CREATE\""))
                .toList()));
    Sending.says(mina, place.channel(), "after");
  }
}
