package chat.maru.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.kernel.Snowflake;
import chat.maru.testkit.Maru;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two nodes never have one number, and a node that was frozen makes no id with a number that may
/// be another's (I9).
class NodeLeaseIT {
  private final AtomicLong frozen = new AtomicLong();

  @BeforeEach
  void running() {
    assertThat(Maru.url()).isNotEmpty();
  }

  @Test
  void nodesThatStartTogetherGetNumbersOfTheirOwn() {
    var starting =
        IntStream.range(0, 8).mapToObj(_ -> CompletableFuture.supplyAsync(this::started)).toList();
    assertThat(starting.stream().map(CompletableFuture::join).map(NodeLease::node))
        .doesNotHaveDuplicates();
  }

  @Test
  void aNodeThatWasFrozenPastItsLeaseMakesNoIds() throws SQLException {
    var node = started();
    var before = node.nextId();
    frozen.set(Duration.ofSeconds(51).toNanos());
    assertThatThrownBy(node::nextId).hasCauseInstanceOf(SQLTransientException.class);
    assertThatThrownBy(() -> node.nextIdAbove(before))
        .hasCauseInstanceOf(SQLTransientException.class);
    node.renewOrReplace();
    assertThat(node.nextId()).as("the database had kept it").isGreaterThan(before);
    assertThat(Snowflake.node(node.nextId())).isEqualTo(Snowflake.node(before));
  }

  @Test
  void aNodeThatIsFrozenWhileItMakesAnIdDoesNotHandItOut() {
    var node = started();
    node.clock =
        new Clock() {
          private final Clock real = Clock.systemUTC();

          @Override
          public ZoneId getZone() {
            return real.getZone();
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            frozen.set(Duration.ofSeconds(51).toNanos());
            return real.instant();
          }
        };
    node.acquire();
    assertThatThrownBy(node::nextId).hasCauseInstanceOf(SQLTransientException.class);
  }

  @Test
  void whoLostItsNumberTakesAnotherOne() throws SQLException {
    var node = started();
    var before = node.node();
    try (var connection = database().open("test");
        var statement =
            connection.prepareStatement(
                "update node_leases set expires_at = now() - interval '1 second' where node = ?")) {
      statement.setInt(1, before);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
    node.renewOrReplace();
    assertThat(node.node()).as("a number rests before it is another's").isNotEqualTo(before);
    assertThat(started().node()).isNotEqualTo(before);
  }

  /// A node as far as its number goes, whose monotonic clock the test moves on.
  private NodeLease started() {
    var node = new NodeLease();
    node.database = database();
    node.clock = Clock.systemUTC();
    node.nanos = () -> System.nanoTime() + frozen.get();
    node.acquire();
    return node;
  }

  private static Database database() {
    return CDI.current().select(Database.class).get();
  }
}
