package chat.maru.platform.sql;

import chat.maru.kernel.PlantedFault;
import chat.maru.kernel.Snowflake;
import chat.maru.kernel.SnowflakeGenerator;
import chat.maru.platform.Threads;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The number of this node among all nodes, leased in the database, and the ids made with it.
///
/// A lease lasts 60 s and is renewed every 20 s; making ids stops 10 s before its end by the
/// monotonic clock, so that a node that was frozen can not use a number that another one has got; a
/// number rests 10 minutes after its lease before it is given out again (design: "Ids").
@ApplicationScoped
public class NodeLease {
  private static final System.Logger LOG = System.getLogger(NodeLease.class.getName());
  private static final Duration USABLE = Duration.ofSeconds(50);
  private static final Duration RENEWAL = Duration.ofSeconds(20);

  private static final String ACQUIRE =
      """
      insert into node_leases (node, holder, expires_at)
      select free.node, ?, now() + interval '60 seconds'
      from (select n as node from generate_series(0, ?) n
            where not exists (select 1 from node_leases l
                              where l.node = n and l.expires_at > now() - interval '10 minutes')
            order by n limit 1) free
      on conflict (node) do update set holder = excluded.holder, expires_at = excluded.expires_at
        where node_leases.expires_at <= now() - interval '10 minutes'
      returning node
      """;
  private static final String RENEW =
      """
      update node_leases set expires_at = now() + interval '60 seconds'
      where node = ? and holder = ? and expires_at > now()
      """;

  @Inject Database database;
  @Inject Clock clock;
  @Inject Threads threads;

  private final UUID holder = UUID.randomUUID();
  private volatile @Nullable Lease lease;
  private volatile boolean stopped;

  /// The monotonic clock, which goes on while the process is frozen.
  LongSupplier nanos = System::nanoTime;

  private record Lease(int node, SnowflakeGenerator generator, long usableUntilNanos) {}

  /// Takes a number and keeps it. Blocks until the database has given one.
  public void start() {
    acquire();
    threads.start("node-lease", this::keep);
  }

  /// Returns an id above every id that this node has made.
  ///
  /// @throws IllegalStateException while no number is held for sure: an outage of the database
  public long nextId() {
    return nextIdAbove(0);
  }

  /// Returns an id above `floor` too.
  public long nextIdAbove(long floor) {
    var id = current().generator().nextAbove(floor);
    var _ = current(); // it may have been frozen between the question and the id
    return id;
  }

  /// Returns the number of this node.
  public int node() {
    return current().node();
  }

  private Lease current() {
    var held = lease;
    if (held == null || nanos.getAsLong() - held.usableUntilNanos() >= 0) {
      throw new IllegalStateException(
          "the lease of the node number has run out",
          new SQLTransientException("the database did not renew it"));
    }
    return held;
  }

  void acquire() {
    var asked = nanos.getAsLong();
    try (var connection = database.open("maru node lease");
        var statement = connection.prepareStatement(ACQUIRE)) {
      statement.setObject(1, holder);
      statement.setInt(2, Snowflake.NODES - 1);
      for (var attempt = 0; attempt < 100; attempt++) {
        try (var rows = statement.executeQuery()) {
          if (rows.next()) {
            var node = PlantedFault.NODE_NUMBER_REUSED.isPlanted() ? 0 : rows.getInt(1);
            lease = new Lease(node, new SnowflakeGenerator(clock, node), asked + USABLE.toNanos());
            LOG.log(Level.INFO, "event=node.leased node={0}", node);
            return;
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("no node number could be leased: " + e.getMessage(), e);
    }
    throw new IllegalStateException("no node number is free");
  }

  private void keep() {
    while (!stopped) {
      try {
        Thread.sleep(RENEWAL);
        renewOrReplace();
      } catch (InterruptedException _) {
        return;
      } catch (SQLException | IllegalStateException e) {
        LOG.log(Level.WARNING, "event=node.lease.failed cause={0}", e.getMessage());
      }
    }
  }

  void renewOrReplace() throws SQLException {
    var held = lease;
    var asked = nanos.getAsLong();
    if (held == null || !renewed(held.node())) {
      acquire();
      return;
    }
    lease = new Lease(held.node(), held.generator(), asked + USABLE.toNanos());
  }

  private boolean renewed(int node) throws SQLException {
    try (Connection connection = database.open("maru node lease");
        var statement = connection.prepareStatement(RENEW)) {
      statement.setInt(1, node);
      statement.setObject(2, holder);
      return statement.executeUpdate() == 1;
    }
  }

  @PreDestroy
  void stop() {
    stopped = true;
  }
}
