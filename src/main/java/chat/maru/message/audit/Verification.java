package chat.maru.message.audit;

import chat.maru.kernel.Snowflake;
import chat.maru.platform.stream.StreamConfig;
import chat.maru.platform.stream.StreamException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Checks a whole installation or a restored backup: every channel, and where its broker is there
/// the logs too. Changes nothing. A server may run meanwhile.
public final class Verification {
  /// Behind every id that there can be.
  static final Instant NEVER = Snowflake.time(Long.MAX_VALUE);

  private Verification() {}

  /// What the logs are called.
  ///
  /// @param group who stores what was accepted
  /// @param settle records and rows whose times are this close may be of different moments
  public record Logs(
      StreamConfig config,
      String accepted,
      String persisted,
      String deadLetters,
      String group,
      Duration settle) {}

  /// @param logs empty to look at the database alone
  /// @throws Unreadable if the database goes away in the midst of a log
  /// @throws SQLException if the database does not answer, or is none of ours
  /// @throws StreamException if the broker does not answer, or has no such logs
  public static Report run(Connection connection, Optional<Logs> logs) throws SQLException {
    var report = new Report();
    var tables = new AuditTables(connection);
    if (logs.isEmpty()) {
      new TableAudit(tables, report).run(NEVER);
      report.note("The logs were not looked at.");
      return report;
    }
    try (var persisted = new PersistedAudit(tables, logs.get(), report);
        var accepted = new AcceptedAudit(tables, logs.get(), report)) {
      var recent = new TableAudit(tables, report).run(persisted.begin());
      persisted.run(recent);
      accepted.run(persisted);
    }
    return report;
  }

  /// The database went away in the midst of a log.
  public static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(SQLException cause) {
      super(cause);
    }
  }
}
