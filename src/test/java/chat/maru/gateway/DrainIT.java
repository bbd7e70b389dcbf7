package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.Balancer;
import chat.maru.testkit.Cluster;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.Node;
import chat.maru.testkit.Party;
import chat.maru.testkit.Roamer;
import chat.maru.testkit.Talker;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A gateway that is told to end sends its clients to another one, and none of them misses anything
/// or gets anything twice (design section 4, "Drain").
class DrainIT {
  private static final int CLIENTS = 20;

  private static Cluster cluster;
  private static Node stays;
  private static Node worker;

  @BeforeAll
  static void start() {
    cluster = Cluster.create("drain").with("maru.gateway.drain.notice", "PT0.3S");
    worker = cluster.start("worker");
    stays = cluster.start("gateway");
  }

  @AfterAll
  static void end() {
    cluster.close();
  }

  @Test
  void underLoadEveryClientMovesOnceAndGetsEverythingOnce() {
    var party = Party.at(stays, 3);
    var balancer = new Balancer(stays);
    var leaves = balancer.add(cluster.start("gateway", Map.of("maru.gateway.drain.rate", "40")));
    var roamers =
        IntStream.range(0, CLIENTS)
            .mapToObj(n -> Roamer.of(party.token(n % 4), balancer::pick))
            .toList();
    try (var talker = new Talker(party.token(0), party.channel(), balancer::pick).at(50)) {
      talker.awaitMore(50);
      assertThat(leaves.stop()).as("SIGTERM").isEqualTo(143);
      talker.awaitMore(50);
      var ids = talker.finish();
      roamers.forEach(roamer -> roamer.requireOnce(ids));
      assertThat(roamers).extracting(Roamer::resumed).containsOnly(1);
      assertThat(roamers).extracting(Roamer::refused).containsOnly(0);
      assertThat(roamers).allSatisfy(it -> assertThat(it.closeCodes()).containsExactly(4000));
      assertThat(talker.broken()).as("calls that were cut off").isZero();
      assertThat(talker.strange()).isEmpty();
    } finally {
      roamers.forEach(Roamer::close);
    }
    assertThat(leaves.log()).contains("event=gateway.drained left=0").doesNotContain("\tat ");
  }

  @Test
  void aDrainingNodeTakesNobodyNew() {
    var party = Party.at(stays, 1);
    try (var leaves = cluster.start("gateway", Map.of("maru.gateway.drain.notice", "PT3S"));
        var early = GatewayClient.of(leaves, party.token(0));
        var unidentified = GatewayClient.connect(leaves)) {
      unidentified.op(10);
      leaves.terminate();
      Await.until("it is not ready any more", () -> !leaves.isReady());
      party.say(leaves, "still served");
      early.event("MESSAGE_CREATE", m -> m.path("content").asText().equals("still served"));
      unidentified.identify(party.token(1), Map.of());
      unidentified.op(7);
      assertThat(unidentified.closeCode()).isEqualTo(4000);
      assertThat(unidentified.types()).isEmpty();
      try (var late = GatewayClient.connect(leaves)) {
        late.op(7);
        assertThat(late.closeCode()).isEqualTo(4000);
      }
      leaves.terminate();
      early.op(7);
      assertThat(early.closeCode()).isEqualTo(4000);
      assertThat(leaves.awaitEnd()).as("SIGTERM twice").isEqualTo(143);
    }
  }

  @Test
  void whatIsSaidWhileNobodyIsThereIsThereForWhoComesBack() {
    var party = Party.at(stays, 1);
    try (var leaves = cluster.start("gateway")) {
      var detached = GatewayClient.of(leaves, party.token(1));
      detached.event("GUILD_CREATE");
      party.say(stays, "seen");
      detached.event("MESSAGE_CREATE");
      detached.cut();
      var attached = GatewayClient.of(leaves, party.token(0));
      attached.event("GUILD_CREATE");
      leaves.stop();
      IntStream.range(0, 20).forEach(n -> party.say(stays, "missed " + n));
      try (var first = resumed(party.token(1), detached);
          var second = resumed(party.token(0), attached)) {
        party.say(stays, "live");
        for (var back : Set.of(first, second)) {
          back.event("MESSAGE_CREATE", m -> m.path("content").asText().equals("live"));
          assertThat(back.events("MESSAGE_CREATE"))
              .extracting(m -> m.path("content").asText())
              .containsExactlyElementsOf(
                  IntStream.range(0, 21).mapToObj(n -> n < 20 ? "missed " + n : "live").toList());
        }
      }
    }
  }

  /// A worker that ends gives up what it holds: nobody waits for its locks or its place in the
  /// group to run out.
  @Test
  void aWorkerThatEndsIsReplacedAtOnce() {
    var party = Party.at(stays, 0);
    try (var screen = Roamer.of(party.token(0), () -> stays);
        var talker = new Talker(party.token(0), party.channel(), () -> stays).at(20)) {
      talker.awaitMore(20);
      var next = cluster.start("worker");
      Await.until("it has its share", () -> next.log().contains("event=assigned"));
      assertThat(worker.stop()).as("SIGTERM").isEqualTo(143);
      assertThat(worker.log()).doesNotContain("\tat ");
      worker = next;
      assertThat(next.log()).contains("event=relay.holds");
      talker.awaitMore(40);
      screen.requireOnce(talker.finish());
      assertThat(talker.strange()).isEmpty();
    }
  }

  private static GatewayClient resumed(String token, GatewayClient before) {
    var client = GatewayClient.connect(stays);
    client.op(10);
    client.resume(token, before.sessionId(), before.seq());
    client.event("RESUMED");
    return client;
  }
}
