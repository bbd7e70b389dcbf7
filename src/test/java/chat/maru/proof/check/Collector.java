package chat.maru.proof.check;

import chat.maru.proof.journal.Journal;
import java.nio.file.Path;
import java.sql.SQLException;

/// Gathers the evidence of a run that has come to rest.
public final class Collector {
  private Collector() {}

  /// Reads the journals of a directory, all records of the three topics, and the tables.
  ///
  /// @throws IllegalStateException if the database does not answer
  public static Evidence collect(Path journals, Installation from) {
    try (var tables = new Tables(from);
        var topics = new TopicRecords(from.bootstrap())) {
      return new Evidence(
          Journal.read(journals),
          tables.messages(),
          tables.versions(),
          tables.heads(),
          topics.accepted(from.accepted()),
          topics.log(from.persisted()),
          topics.deadLetters(from.deadLetters()),
          tables.outbox(),
          tables.readStates(),
          tables.leases());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
