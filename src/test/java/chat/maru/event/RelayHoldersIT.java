package chat.maru.event;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.Cluster;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.Node;
import chat.maru.testkit.Party;
import chat.maru.testkit.Roamer;
import chat.maru.testkit.Talker;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The relay is one worker's at a time. Another takes it whether its holder is killed or frozen,
/// and what is on the log is neither lost nor there twice.
class RelayHoldersIT {
  private static final System.Logger LOG = System.getLogger(RelayHoldersIT.class.getName());
  private static final String HOLDS = "event=relay.holds";

  private static Cluster cluster;
  private static Node gateway;
  private static Node holder;
  private Node next;

  @BeforeAll
  static void start() {
    cluster = Cluster.create("relay");
    holder = cluster.start("worker");
    gateway = cluster.start("gateway");
  }

  @BeforeEach
  void another() {
    next = cluster.start("worker");
    assertThat(holder.log()).contains(HOLDS);
    assertThat(next.log()).doesNotContain(HOLDS);
  }

  @AfterAll
  static void end() {
    cluster.close();
  }

  @Test
  void anotherTakesItWhenItsHolderIsKilled() {
    var party = Party.at(gateway, 0);
    try (var screen = Roamer.of(party.token(0), () -> gateway);
        var talker = new Talker(party.token(0), party.channel(), () -> gateway).at(20)) {
      talker.awaitMore(20);
      assertThat(holder.kill()).isEqualTo(137);
      awaitNext("killed");
      assertAllOnce(screen, talker);
    }
    holder = next;
  }

  @Test
  void anotherTakesItWhenItsHolderIsFrozen() {
    var party = Party.at(gateway, 0);
    try (var screen = Roamer.of(party.token(0), () -> gateway);
        var talker = new Talker(party.token(0), party.channel(), () -> gateway).at(20)) {
      talker.awaitMore(20);
      holder.freeze();
      awaitNext("frozen");
      talker.awaitMore(20);
      holder.thaw();
      Await.until(
          "it has noticed",
          Duration.ofSeconds(60),
          () -> holder.log().contains("event=relay.lost"));
      assertAllOnce(screen, talker);
    }
    holder.kill();
    holder = next;
  }

  /// A node chooses its own place in the log; the first message that comes is not missed.
  @Test
  void aGatewayThatStartsUnderLoadMissesNothing() {
    var party = Party.at(gateway, 0);
    try (var talker = new Talker(party.token(0), party.channel(), () -> gateway).at(40)) {
      talker.awaitMore(20);
      var young = cluster.start("gateway");
      try (var screen = GatewayClient.of(young, party.token(0))) {
        var last =
            StreamSupport.stream(screen.event("GUILD_CREATE").path("channels").spliterator(), false)
                .filter(channel -> channel.path("id").asText().equals(party.channel()))
                .findFirst()
                .orElseThrow()
                .path("last_message_id")
                .asText();
        talker.awaitMore(40);
        var ids = talker.finish();
        var later = ids.stream().filter(id -> isAfter(id, last)).sorted(RelayHoldersIT::order);
        var expected = later.toList();
        Await.until(
            "all came", Duration.ofSeconds(60), () -> shown(screen).size() >= expected.size());
        assertThat(shown(screen)).isEqualTo(expected);
      }
    }
    holder.kill();
    holder = next;
    Await.until("held again", Duration.ofSeconds(30), () -> next.log().contains(HOLDS));
  }

  private void awaitNext(String how) {
    var began = System.nanoTime();
    Await.until(
        "another holds the relay", Duration.ofSeconds(60), () -> next.log().contains(HOLDS));
    var took = Duration.ofNanos(System.nanoTime() - began).toMillis();
    LOG.log(Level.INFO, "event=relay.moved holder={0} ms={1}", how, took);
  }

  private static void assertAllOnce(Roamer screen, Talker talker) {
    screen.requireOnce(talker.finish());
    assertThat(talker.strange()).isEmpty();
  }

  private static List<String> shown(GatewayClient screen) {
    return Party.ids(screen.events("MESSAGE_CREATE"));
  }

  private static boolean isAfter(String id, String last) {
    return last.isEmpty() || last.equals("null") || order(id, last) > 0;
  }

  private static int order(String one, String other) {
    return Long.compare(Long.parseLong(one), Long.parseLong(other));
  }
}
