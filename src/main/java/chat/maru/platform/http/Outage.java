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

  private static final Set<String> PASSING = Set.of("08", "40", "53", "57", "58");

  /// A lock that was not to be had in time; a server that takes no writes, as a standby does that a
  /// name still leads to after a failover; a transaction that was ended for its idleness.
  private static final Set<String> PASSING_ALONE = Set.of("55P03", "25006", "25P03");

  private Outage() {}

  /// Whether the failure comes from a database that could not be reached, is starting or stopping,
  /// has trouble with its system, takes no writes now, or had no connection to give (SQLSTATE
  /// classes 08, 53, 57, 58, 25006 and the pool's time-out), or from a transaction that only has to
  /// be repeated (class 40, 55P03, 25P03: deadlock, lock timeout, ended while it was idle).
  public static boolean of(Throwable failure) {
    return SqlFailure.within(failure, Outage::passes);
  }

  private static boolean passes(SQLException failure) {
    var state = String.valueOf(failure.getSQLState());
    return failure instanceof SQLTransientException
        || PASSING_ALONE.contains(state)
        || PASSING.stream().anyMatch(state::startsWith);
  }
}
