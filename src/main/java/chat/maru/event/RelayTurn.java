package chat.maru.event;

import chat.maru.kernel.PlantedFault;
import chat.maru.platform.sql.Database;
import chat.maru.platform.stream.Keyed;
import chat.maru.platform.stream.OrderedPublisher;
import chat.maru.platform.stream.Received;
import chat.maru.platform.stream.StreamConfig;
import chat.maru.platform.stream.TailReader;
import chat.maru.platform.stream.Topic;
import chat.maru.platform.stream.Topics;
import chat.maru.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// One node's turn at relaying: the connection whose session holds the lock, and the producer. When
/// either fails the turn is over; the lock goes with the session, which the database ends when it
/// is idle for 3 s, so that a frozen holder loses it.
final class RelayTurn implements AutoCloseable {
  private static final long LOCK = 0x4d415255_52454c41L;
  private static final int BATCH = 500;
  private static final Duration HEARTBEAT = Duration.ofMillis(500);

  /// Ids of different keys commit out of order, so a reader that trails by this much misses none in
  /// practice, and the full scan of every second finds what it missed.
  private static final long TRAIL = 10_000;

  private static final int BEATS_BETWEEN_NOTES = 60;
  private static final Duration FULL_SCAN = Duration.ofSeconds(1);

  private final Connection connection;
  private final OrderedPublisher publisher;
  private final StreamConfig stream;
  private final String topic;
  private final RelayFigures figures;
  private final StopPoints stopPoints;
  private long carriedUpTo;
  private long lastOffset;
  private long beats;
  private boolean behind;
  private long fullScanAt = System.nanoTime() - FULL_SCAN.toNanos();
  private long beatAt = System.nanoTime() - HEARTBEAT.toNanos();

  RelayTurn(
      Database database,
      StreamConfig stream,
      Topics topics,
      RelayFigures figures,
      StopPoints stopPoints)
      throws SQLException {
    this.stream = stream;
    this.topic = topics.name(Topic.PERSISTED);
    this.figures = figures;
    this.stopPoints = stopPoints;
    this.connection = database.open("maru relay");
    this.publisher = new OrderedPublisher(stream, topic);
    connection.setAutoCommit(true);
    execute("set idle_session_timeout = '3s'");
    execute("set synchronous_commit = off");
    execute("set enable_bitmapscan = off");
    execute("set enable_seqscan = off");
  }

  /// Blocks until this session holds the lock, asking often enough not to be idle.
  void awaitLock(BooleanSupplier givenUp) throws SQLException {
    try (var statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
      statement.setLong(1, LOCK);
      while (!givenUp.getAsBoolean()) {
        try (var rows = statement.executeQuery()) {
          rows.next();
          if (rows.getBoolean(1)) {
            return;
          }
        }
        Thread.sleep(250);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    throw new IllegalStateException("stopped");
  }

  /// Reads the log from where the previous holder had noted its progress, and removes the rows that
  /// are there already.
  void resume() throws SQLException {
    long position;
    try (var statement = connection.prepareStatement("select log_position from relay_position");
        var rows = statement.executeQuery()) {
      rows.next();
      position = rows.getLong(1);
    }
    lastOffset = position;
    var there = new HashSet<Long>();
    try (var reader = new TailReader(stream, topic)) {
      reader.startAtOffset(position);
      reader.runUntil(reader.endOffset(), record -> note(record, there), (_, _) -> {});
    }
    delete(List.copyOf(there));
  }

  private void note(Received record, HashSet<Long> there) {
    lastOffset = record.offset() + 1;
    if (record.value() != null) {
      there.add(readOutboxId(record.value()));
    }
  }

  private static long readOutboxId(byte[] value) {
    try {
      return Json.tree(value).path("outboxId").asLong();
    } catch (IOException _) {
      return 0; // not ours: nothing to remove for it
    }
  }

  /// Publishes what lies in the outbox, in id order, and deletes what the broker confirmed.
  ///
  /// @return how many records were carried
  int carry() throws SQLException {
    var rows = read();
    figures.waiting(rows.size());
    behind = rows.size() == BATCH;
    if (rows.isEmpty()) {
      return 0;
    }
    var started = System.nanoTime();
    if (PlantedFault.RELAY_DELETES_FIRST.isPlanted()) {
      delete(rows.stream().map(Outbox.Row::id).toList());
    }
    stopPoints.reached(StopPoints.Point.BEFORE_PUBLISH);
    lastOffset = publisher.publish(inOrder(rows).stream().map(RelayTurn::keyed).toList()) + 1;
    stopPoints.reached(StopPoints.Point.AFTER_PUBLISH);
    delete(rows.stream().map(Outbox.Row::id).toList());
    carriedUpTo = Math.max(carriedUpTo, rows.getLast().id());
    figures.published(rows.size(), System.nanoTime() - started);
    return rows.size();
  }

  /// Publishes a heartbeat when one is due: the outbox was read, so storing and relaying work. It
  /// says whether there may be more than was carried.
  void beat() throws SQLException {
    var now = System.nanoTime();
    if (now - beatAt < HEARTBEAT.toNanos()) {
      return;
    }
    beatAt = now;
    lastOffset = publisher.publish(List.of(new Keyed("", Heartbeat.bytes(behind)))) + 1;
    if (++beats % BEATS_BETWEEN_NOTES == 0) {
      delete(List.of()); // so that the next holder does not read through a quiet night's heartbeats
    }
  }

  private List<Outbox.Row> read() throws SQLException {
    var now = System.nanoTime();
    var full = now - fullScanAt >= FULL_SCAN.toNanos() && !PlantedFault.RELAY_BY_CURSOR.isPlanted();
    if (full) {
      fullScanAt = now;
    }
    var rows = new ArrayList<Outbox.Row>();
    try (var statement =
        connection.prepareStatement(
            "select id, key, record from outbox where id > ? order by id limit " + BATCH)) {
      statement.setLong(1, full ? 0 : carriedUpTo - trail());
      try (var found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(new Outbox.Row(found.getLong(1), found.getLong(2), found.getString(3)));
        }
      }
    }
    return rows;
  }

  private static long trail() {
    return PlantedFault.RELAY_BY_CURSOR.isPlanted() ? 0 : TRAIL;
  }

  private static List<Outbox.Row> inOrder(List<Outbox.Row> rows) {
    return PlantedFault.RELAY_TURNS_ORDER.isPlanted() ? rows.reversed() : rows;
  }

  /// The position is stored with the delete. Both may be lost in a crash of the database: then the
  /// rows are found on the log again.
  private void delete(List<Long> ids) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            with gone as (delete from outbox where id = any(?))
            update relay_position set log_position = ?
            """)) {
      statement.setArray(1, connection.createArrayOf("bigint", ids.toArray(Long[]::new)));
      statement.setLong(2, lastOffset);
      statement.executeUpdate();
    }
  }

  private static Keyed keyed(Outbox.Row row) {
    return new Keyed(Long.toString(row.key()), row.record().getBytes(StandardCharsets.UTF_8));
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    publisher.close();
    connection.close();
  }

  /// The record that tells every node that the relay lives.
  static final class Heartbeat {
    /// Set in the payload while older records wait.
    private static final String BEHIND = "behind";

    private static final byte[] WHOLE = encode(Map.of());
    private static final byte[] LATE = encode(Map.of(BEHIND, true));

    static byte[] bytes(boolean behind) {
      return behind ? LATE : WHOLE;
    }

    private static byte[] encode(Map<String, Object> payload) {
      return Json.writeBytes(
          Map.of(
              "v",
              LogRecord.VERSION,
              "type",
              LogRecord.HEARTBEAT,
              "key",
              0,
              "outboxId",
              0,
              "audience",
              Map.of("of", "user", "user_id", 0),
              "payload",
              payload));
    }

    private Heartbeat() {}
  }
}
