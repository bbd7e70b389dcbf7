package chat.maru.platform.sql;

import jakarta.persistence.Query;
import java.util.List;

/// The rows of native queries, typed once for all: JPA gives them raw.
public final class Rows {
  private Rows() {}

  /// Runs a query of several columns.
  @SuppressWarnings("unchecked")
  public static List<Object[]> of(Query query) {
    return query.getResultList();
  }

  /// Runs a query of one column whose class was given when the query was made.
  @SuppressWarnings("unchecked")
  public static <T> List<T> column(Query query) {
    return query.getResultList();
  }
}
