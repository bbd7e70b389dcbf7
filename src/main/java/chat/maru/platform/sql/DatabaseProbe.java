package chat.maru.platform.sql;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Asks the database whether it is there, over a connection of its own: a pool that is in full use
/// is no outage.
@ApplicationScoped
public class DatabaseProbe {
  private static final System.Logger LOG = System.getLogger(DatabaseProbe.class.getName());
  private static final int ANSWER_SECONDS = 1;

  @Inject Database database;

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Connection connection;

  /// Asks once. Takes up to a second, more while a new connection is being refused.
  ///
  /// @throws SQLException if it does not answer
  public void ask() throws SQLException {
    lock.lock();
    try {
      if (connection == null) {
        connection = database.open("maru health");
      }
      if (!connection.isValid(ANSWER_SECONDS)) {
        drop();
        connection = database.open("maru health");
      }
    } finally {
      lock.unlock();
    }
  }

  /// Asks until it answers.
  ///
  /// @throws SQLException the last refusal, when the patience is over
  public void await(Duration patience) throws SQLException {
    var end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        ask();
        return;
      } catch (SQLException e) {
        if (System.nanoTime() - end >= 0) {
          throw e;
        }
        LOG.log(Level.INFO, "event=database.awaited cause=\"{0}\"", e.getMessage());
        pause(e);
      }
    }
  }

  private static void pause(SQLException cause) throws SQLException {
    try {
      Thread.sleep(500);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw cause;
    }
  }

  @PreDestroy
  void close() {
    lock.lock();
    try {
      drop();
    } finally {
      lock.unlock();
    }
  }

  private void drop() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "event=health.connection.lost cause=\"{0}\"", e.getMessage());
    } finally {
      connection = null;
    }
  }
}
