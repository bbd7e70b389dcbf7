package chat.maru.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.Maru;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A transaction that the database ended for the sake of others is run again (design: "Two kinds of
/// event").
class TransactionRepeatIT {
  private Database database;
  private Person first;
  private Person second;
  private Connection other;

  @BeforeEach
  void someoneElse() throws SQLException {
    assertThat(Maru.url()).isNotEmpty();
    database = CDI.current().select(Database.class).get();
    first = Person.register("first");
    second = Person.register("second");
    assertThat(first.id()).isLessThan(second.id());
    other = database.open("test");
    other.setAutoCommit(false);
  }

  @AfterEach
  void close() throws SQLException {
    other.close();
  }

  @Test
  void ofTwoInADeadlockBothSucceed() throws Exception {
    execute("set local deadlock_timeout = '30s'"); // so that the server's own is the victim
    lock(second);
    var call = openRoom();
    Await.until("the call waits for us", () -> waiting() != null);
    lock(first);
    other.commit();
    call.get().expect(200);
  }

  @Test
  void aLockTimeoutIsRepeated() throws Exception {
    execute("set local idle_in_transaction_session_timeout = 0");
    lock(second);
    var call = openRoom();
    Await.until("the call waits for us", () -> waiting() != null);
    var begun = waiting();
    Await.until("its second run waits too", Duration.ofSeconds(15), () -> isAnother(begun));
    other.rollback();
    call.get().expect(200);
  }

  @Test
  void whatIsStillLockedAfterThatIsAnOutage() throws Exception {
    execute("set local idle_in_transaction_session_timeout = 0");
    lock(second);
    var refused = openRoom().get();
    refused.refused(503, 0);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void everySessionHasItsTimeouts() throws SQLException {
    for (var key :
        Map.of("lock_timeout", "5s", "idle_in_transaction_session_timeout", "10s").entrySet()) {
      try (var own = database.open("test");
          var pooled = database.pool().getConnection()) {
        assertThat(show(own, key.getKey())).isEqualTo(key.getValue());
        assertThat(show(pooled, key.getKey())).isEqualTo(key.getValue());
      }
    }
  }

  /// ADR 0030.
  @Test
  void whatThePoolPreparesIsPlannedOnce() throws SQLException {
    try (var pooled = database.pool().getConnection()) {
      assertThat(show(pooled, "plan_cache_mode")).isEqualTo("force_generic_plan");
    }
  }

  /// Locks both users, the first one before the second.
  private CompletableFuture<Rest.Answer> openRoom() {
    return CompletableFuture.supplyAsync(
        () ->
            first
                .rest()
                .post("/users/@me/channels", Map.of("recipient_id", Long.toString(second.id()))));
  }

  /// When the transaction began that waits for ours.
  private @Nullable String waiting() {
    try (var connection = database.open("test");
        var statement =
            connection.prepareStatement(
                """
                select w.xact_start from pg_stat_activity w, pg_stat_activity o
                where o.pid = ? and o.pid = any(pg_blocking_pids(w.pid))
                """)) {
      statement.setInt(1, other.unwrap(org.postgresql.PGConnection.class).getBackendPID());
      try (var rows = statement.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private boolean isAnother(@Nullable String begun) {
    var now = waiting();
    return now != null && !now.equals(begun);
  }

  private void lock(Person person) throws SQLException {
    execute("select 1 from users where id = " + person.id() + " for update");
  }

  private void execute(String sql) throws SQLException {
    try (var statement = other.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String show(Connection connection, String key) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("show " + key)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
