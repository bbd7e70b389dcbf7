package chat.maru.platform.sql;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Predicate;

/// Looks for what the database said in what the runtime made of it.
public final class SqlFailure {
  private SqlFailure() {}

  /// Returns whether such an exception lies within the failure: among its causes, or beside them. A
  /// failed commit carries its reason as a suppressed exception on Helidon.
  public static boolean within(Throwable failure, Predicate<SQLException> wanted) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql && wanted.test(sql)
          || Arrays.stream(at.getSuppressed()).anyMatch(beside -> within(beside, wanted))) {
        return true;
      }
    }
    return false;
  }
}
