package chat.maru.message.audit;

import chat.maru.message.audit.SeqWalk.Head;
import chat.maru.message.audit.SeqWalk.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What an audit reads of the database, on a connection of its own: it has nothing to do with the
/// pool, and the command `verify` has no container. Nothing is written.
final class AuditTables {
  /// Rows that the driver holds at a time.
  private static final int FETCH = 2_000;

  private static final String ROW =
      """
      m.channel_id, m.id, m.seq, m.author_id, m.client_msg_id, cast(m.event_id as text),
      encode(m.content_hash, 'hex'), encode(sha256(convert_to(m.content, 'UTF8')), 'hex'),
      m.edited_at is not null or m.deleted_at is not null
      """;

  private static final String STEPS =
      """
      select id, seq, deleted_at is not null and (content <> '' or extra is not null)
      from messages
      """;

  private final Connection connection;

  AuditTables(Connection connection) {
    this.connection = connection;
  }

  /// Something to be read in one snapshot.
  interface Reading<T> {
    T read() throws SQLException;
  }

  /// Reads in one transaction, which sees one moment: heads and rows that were written together are
  /// there together.
  <T> T atOneMoment(Reading<T> reading) throws SQLException {
    connection.setAutoCommit(false);
    try {
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      var read = reading.read();
      connection.rollback();
      return read;
    } finally {
      if (!connection.isClosed()) {
        connection.rollback();
        connection.setReadOnly(false);
        connection.setAutoCommit(true);
      }
    }
  }

  /// Returns heads in the order of their channels, of closed ones too.
  List<Head> heads(long afterChannelId, int limit) throws SQLException {
    try (var statement =
        prepare(
            """
            select channel_id, last_seq, coalesce(last_message_id, 0) from channel_heads
            where channel_id > ? order by channel_id limit ?
            """,
            afterChannelId,
            limit)) {
      return list(statement, AuditTables::head);
    }
  }

  List<Head> heads(Collection<Long> channelIds) throws SQLException {
    try (var statement =
        prepare(
            """
            select channel_id, last_seq, coalesce(last_message_id, 0) from channel_heads
            where channel_id = any(?) order by channel_id
            """,
            (Object) channelIds.toArray(Long[]::new))) {
      return list(statement, AuditTables::head);
    }
  }

  private static Head head(ResultSet row) throws SQLException {
    return new Head(row.getLong(1), row.getInt(2), row.getLong(3));
  }

  /// Hands out the rows of a channel from one place to another, both included. Within
  /// [#atOneMoment] few of them are in memory at a time.
  void walk(long channelId, int fromSeq, int untilSeq, Consumer<Step> each) throws SQLException {
    try (var statement =
        prepare(
            STEPS + "where channel_id = ? and seq between ? and ? order by channel_id, seq",
            channelId,
            fromSeq,
            untilSeq)) {
      statement.setFetchSize(FETCH);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          each.accept(step(rows));
        }
      }
    }
  }

  /// Returns the next rows of a channel.
  List<Step> from(long channelId, int fromSeq, int limit) throws SQLException {
    try (var statement =
        prepare(
            STEPS + "where channel_id = ? and seq >= ? order by channel_id, seq limit ?",
            channelId,
            fromSeq,
            limit)) {
      return list(statement, AuditTables::step);
    }
  }

  /// Returns the last rows of a channel, in the order of their places.
  List<Step> latest(long channelId, int limit) throws SQLException {
    try (var statement =
        prepare(
            STEPS + "where channel_id = ? order by channel_id desc, seq desc limit ?",
            channelId,
            limit)) {
      return list(statement, AuditTables::step).reversed();
    }
  }

  private static Step step(ResultSet row) throws SQLException {
    return new Step(row.getLong(1), row.getInt(2), row.getBoolean(3));
  }

  /// Returns the row with the highest place of a channel; one of place 0 where there is none.
  Step last(long channelId) throws SQLException {
    try (var statement =
        prepare(
            "select id, seq from messages where channel_id = ? order by seq desc limit 1",
            channelId)) {
      return list(statement, row -> new Step(row.getLong(1), row.getInt(2), false)).stream()
          .findFirst()
          .orElse(new Step(0, 0, false));
    }
  }

  /// Returns the places of a channel's first and last message from one id to another, the second
  /// left out.
  Optional<LogOrder.Read> between(long channelId, long fromId, long untilId) throws SQLException {
    try (var statement =
        prepare(
            """
            select min(seq), max(seq) from (
              (select seq from messages where channel_id = ? and id >= ? and id < ?
               order by id limit 1)
              union all
              (select seq from messages where channel_id = ? and id >= ? and id < ?
               order by id desc limit 1)) ends
            having count(*) > 0
            """,
            channelId,
            fromId,
            untilId,
            channelId,
            fromId,
            untilId)) {
      return list(statement, row -> new LogOrder.Read(row.getInt(1), row.getInt(2))).stream()
          .findFirst();
    }
  }

  Map<StoredRow.Id, StoredRow> rows(Collection<StoredRow.Id> ids) throws SQLException {
    try (var statement =
        prepare(
            "select "
                + ROW
                + """
                from unnest(cast(? as bigint[]), cast(? as bigint[])) as k (channel, id)
                join messages m on m.channel_id = k.channel and m.id = k.id
                """,
            ids.stream().map(StoredRow.Id::channelId).toArray(Long[]::new),
            ids.stream().map(StoredRow.Id::id).toArray(Long[]::new))) {
      var found = new HashMap<StoredRow.Id, StoredRow>();
      list(statement, AuditTables::row).forEach(row -> found.put(row.place(), row));
      return found;
    }
  }

  Map<StoredRow.Key, StoredRow> rowsByKey(Collection<StoredRow.Key> keys) throws SQLException {
    try (var statement =
        prepare(
            "select "
                + ROW
                + """
                from unnest(cast(? as bigint[]), cast(? as bigint[]), cast(? as text[]))
                       as k (channel, author, key)
                join messages m on m.channel_id = k.channel and m.author_id = k.author
                               and m.client_msg_id = k.key
                """,
            keys.stream().map(StoredRow.Key::channelId).toArray(Long[]::new),
            keys.stream().map(StoredRow.Key::authorId).toArray(Long[]::new),
            keys.stream().map(StoredRow.Key::clientMsgId).toArray(String[]::new))) {
      var found = new HashMap<StoredRow.Key, StoredRow>();
      list(statement, AuditTables::row).forEach(row -> found.put(row.key(), row));
      return found;
    }
  }

  private static StoredRow row(ResultSet row) throws SQLException {
    return new StoredRow(
        row.getLong(1),
        row.getLong(2),
        row.getInt(3),
        row.getLong(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getBoolean(9));
  }

  /// Returns those of the keys whose records wait in the outbox.
  Set<Long> waiting(Collection<Long> keys) throws SQLException {
    try (var statement =
        prepare(
            "select distinct key from outbox where key = any(?)",
            (Object) keys.toArray(Long[]::new))) {
      return new HashSet<>(list(statement, row -> row.getLong(1)));
    }
  }

  /// Asks for one number.
  long number(String sql) throws SQLException {
    try (var statement = prepare(sql)) {
      return list(statement, row -> row.getLong(1)).getFirst();
    }
  }

  /// Asks for findings: channel, message, seq, and where.
  List<Finding> findings(Fault fault, String sql, Object... parameters) throws SQLException {
    try (var statement = prepare(sql, parameters)) {
      return list(
          statement,
          row ->
              Finding.of(fault, row.getLong(1), row.getLong(2), row.getInt(3))
                  .at(row.getString(4)));
    }
  }

  private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
    var statement = connection.prepareStatement(sql);
    for (var i = 0; i < parameters.length; i++) {
      switch (parameters[i]) {
        case Long[] ids -> statement.setArray(i + 1, connection.createArrayOf("bigint", ids));
        case String[] texts -> statement.setArray(i + 1, connection.createArrayOf("text", texts));
        case Object value -> statement.setObject(i + 1, value);
      }
    }
    return statement;
  }

  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  private static <T> List<T> list(PreparedStatement statement, Row<T> each) throws SQLException {
    var found = new ArrayList<T>();
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(each.of(rows));
      }
    }
    return found;
  }
}
