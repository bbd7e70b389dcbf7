package chat.maru.proof.check;

import chat.maru.proof.check.Evidence.Head;
import chat.maru.proof.check.Evidence.Lease;
import chat.maru.proof.check.Evidence.OutboxRow;
import chat.maru.proof.check.Evidence.ReadState;
import chat.maru.proof.check.Evidence.StoredMessage;
import chat.maru.proof.check.Evidence.Version;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the tables hold, all of it as of one moment.
final class Tables implements AutoCloseable {
  private static final int FETCH = 5000;

  private final Connection connection;

  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  Tables(Installation from) throws SQLException {
    connection =
        DriverManager.getConnection(
            from.databaseUrl(), from.databaseUser(), from.databasePassword());
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
  }

  List<StoredMessage> messages() throws SQLException {
    return rows(
        """
        select channel_id, id, seq, author_id, client_msg_id, cast(event_id as text), content,
               deleted_at is not null
        from messages
        """,
        row ->
            new StoredMessage(
                row.getLong(1),
                row.getLong(2),
                row.getInt(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getBoolean(8)));
  }

  List<Version> versions() throws SQLException {
    return rows(
        "select channel_id, message_id, version, content from message_versions",
        row -> new Version(row.getLong(1), row.getLong(2), row.getInt(3), row.getString(4)));
  }

  List<Head> heads() throws SQLException {
    return rows(
        """
        select channel_id, last_seq, coalesce(last_message_id, 0), last_outbox_id, closed
        from channel_heads
        """,
        row ->
            new Head(
                row.getLong(1), row.getInt(2), row.getLong(3), row.getLong(4), row.getBoolean(5)));
  }

  List<OutboxRow> outbox() throws SQLException {
    return rows("select id, key from outbox", row -> new OutboxRow(row.getLong(1), row.getLong(2)));
  }

  List<ReadState> readStates() throws SQLException {
    return rows(
        "select user_id, channel_id, last_read_message_id from read_states",
        row -> new ReadState(row.getLong(1), row.getLong(2), row.getLong(3)));
  }

  List<Lease> leases() throws SQLException {
    return rows(
        "select node, cast(holder as text) from node_leases",
        row -> new Lease(row.getInt(1), Optional.ofNullable(row.getString(2))));
  }

  private <T> List<T> rows(String sql, Row<T> reading) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      try (var found = statement.executeQuery(sql)) {
        var rows = new ArrayList<T>();
        while (found.next()) {
          rows.add(reading.of(found));
        }
        return List.copyOf(rows);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }
}
