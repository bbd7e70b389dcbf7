package chat.maru.message.audit;

import chat.maru.platform.Scheduler;
import chat.maru.platform.sql.Database;
import chat.maru.platform.stream.StreamConfig;
import chat.maru.platform.stream.StreamException;
import chat.maru.platform.stream.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Audits the running installation, one worker at a time: whose database session holds the lock, as
/// with the relay. What it finds is logged once, counted and kept.
@ApplicationScoped
public class Auditor {
  private static final System.Logger LOG = System.getLogger(Auditor.class.getName());
  private static final long LOCK = 0x4d415255_41554454L;

  @Inject Scheduler scheduler;
  @Inject Database database;
  @Inject StreamConfig stream;
  @Inject Topics topics;
  @Inject AuditConfig config;
  @Inject SelfAudits audits;
  @Inject AuditNews news;
  @Inject AuditFigures figures;
  @Inject Clock clock;

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Connection connection;
  private @Nullable AuditTurn turn;

  void start(@Observes @Priority(3000) @Initialized(ApplicationScoped.class) Object event) {
    if (config.enabled()) {
      scheduler.every(config.every(), "self-audit", this::round);
    }
  }

  private void round() {
    lock.lock();
    try {
      var held = hold();
      if (held != null) {
        var round = held.run(audits.walkedTo(), audits::marks);
        figures.done(round);
        news.tell(audits.add(round, config.keep()));
      }
    } catch (SQLException | StreamException e) {
      figures.failed();
      LOG.log(Level.WARNING, "event=audit.interrupted cause=\"{0}\"", e.getMessage());
      letGo();
    } catch (RuntimeException e) {
      figures.failed();
      letGo();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /// Returns the turn, where this node has it or can get it.
  private @Nullable AuditTurn hold() throws SQLException {
    if (connection == null) {
      connection = database.open("maru audit");
      limitIdleness(connection);
    }
    if (turn == null && tryLock(connection)) {
      turn =
          new AuditTurn(
              new AuditTables(connection), new Sources(stream, topics, clock), config.bounds());
      LOG.log(Level.INFO, "event=audit.holds");
    }
    return turn;
  }

  /// A worker that is frozen loses its session, and with it the lock.
  private void limitIdleness(Connection fresh) throws SQLException {
    var longest = Math.max(60_000, 4 * config.every().toMillis());
    try (var statement = fresh.createStatement()) {
      statement.execute("set idle_session_timeout = " + longest);
    }
  }

  private static boolean tryLock(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
      statement.setLong(1, LOCK);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getBoolean(1);
      }
    }
  }

  private void letGo() {
    try (var _ = connection) {
      connection = null;
      if (turn != null) {
        turn.close();
      }
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "event=audit.connection_lost cause=\"{0}\"", e.getMessage());
    } finally {
      turn = null;
    }
  }

  @PreDestroy
  void stop() {
    try {
      if (lock.tryLock(2, TimeUnit.SECONDS)) {
        try {
          letGo();
        } finally {
          lock.unlock();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the process ends, and its session with it
    }
  }
}
