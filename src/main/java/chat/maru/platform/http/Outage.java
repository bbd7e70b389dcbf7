package chat.maru.platform.http;

import chat.maru.platform.sql.SqlFailure;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Set;

/// Tells an outage of the database, which passes, from a defect, which does not.
public final class Outage {
  /// What a caller is told to wait.
  public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

  private Outage() {}

  /// Whether the failure comes from a database that could not be reached, is starting or stopping,
  /// or had no connection to give (SQLSTATE classes 08, 53, 57 and the pool's time-out), or from a
  /// transaction that only has to be repeated (class 40, 55P03: deadlock, lock timeout).
  public static boolean of(Throwable failure) {
    return SqlFailure.within(failure, Outage::passes);
  }

  private static boolean passes(SQLException failure) {
    var state = String.valueOf(failure.getSQLState());
    return failure instanceof SQLTransientException
        || state.equals("55P03")
        || PASSING.stream().anyMatch(state::startsWith);
  }
}
