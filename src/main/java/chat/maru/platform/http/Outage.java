package chat.maru.platform.http;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;

/// Tells an outage of the database, which passes, from a defect, which does not.
public final class Outage {
  /// What a caller is told to wait.
  public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private Outage() {}

  /// Whether the failure comes from a database that could not be reached, is starting or stopping,
  /// or had no connection to give (SQLSTATE classes 08, 53, 57 and the pool's time-out), or from a
  /// transaction that only has to be repeated (class 40, 55P03: deadlock, lock timeout).
  public static boolean of(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLTransientException) {
        return true;
      }
      if (at instanceof SQLException sql && sql.getSQLState() != null) {
        var kind = sql.getSQLState().substring(0, 2);
        if (kind.equals("08")
            || kind.equals("40")
            || kind.equals("53")
            || kind.equals("57")
            || sql.getSQLState().equals("55P03")) {
          return true;
        }
      }
    }
    return false;
  }
}
