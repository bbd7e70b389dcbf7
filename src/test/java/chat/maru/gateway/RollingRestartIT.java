package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Balancer;
import chat.maru.testkit.Cluster;
import chat.maru.testkit.Node;
import chat.maru.testkit.Party;
import chat.maru.testkit.Roamer;
import chat.maru.testkit.Talker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// All nodes are replaced, one after the other, while people write: as `docs/runbooks` says, the
/// new one first, and new connections to the youngest (design section 4, "Drain").
/// `-Dmaru.test.rolling.rate=200` writes that many messages a second.
class RollingRestartIT {
  private static final int RATE = Integer.getInteger("maru.test.rolling.rate", 40);
  private static final int CLIENTS = 8;

  @Test
  void nobodyNoticesMoreThanOneReconnect() {
    try (var cluster =
        Cluster.create("rolling")
            .with("maru.gateway.drain.notice", "PT0.5S")
            .with("maru.limit.enabled", "false")) { // one person writes for many
      var first = cluster.start("all");
      var balancer = new Balancer(first);
      var party = Party.at(first, 3);
      var roamers = new ArrayList<>(clients(party, balancer));
      var second = balancer.add(cluster.start("all"));
      roamers.addAll(clients(party, balancer));
      try (var talker = new Talker(party.token(0), party.channel(), balancer::pick).at(RATE)) {
        talker.awaitMore(RATE);
        for (var old : List.of(first, second)) {
          balancer.add(cluster.start("all"));
          assertThat(old.stop()).as("SIGTERM").isEqualTo(143);
          assertEndedWell(old);
          talker.awaitMore(RATE);
        }
        var ids = talker.finish();
        roamers.forEach(roamer -> roamer.requireOnce(ids));
        assertThat(roamers).extracting(Roamer::resumed).containsOnly(1);
        assertThat(talker.broken()).as("calls that were cut off").isZero();
        assertThat(talker.strange()).isEmpty();
        assertThat(cluster.rows("select max(seq) - count(*) from messages")).containsExactly("0");
      } finally {
        roamers.forEach(Roamer::close);
      }
    }
  }

  private static void assertEndedWell(Node node) {
    assertThat(node.log())
        .contains("event=gateway.drained left=0")
        .doesNotContain("event=calls.left");
  }

  private static List<Roamer> clients(Party party, Balancer balancer) {
    var clients = new ArrayList<Roamer>();
    for (var n = 0; n < CLIENTS; n++) {
      clients.add(Roamer.of(party.token(n % 4), balancer::pick));
    }
    return clients;
  }
}
