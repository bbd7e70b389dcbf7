package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.Cluster;
import chat.maru.testkit.Node;
import chat.maru.testkit.Party;
import chat.maru.testkit.Roamer;
import chat.maru.testkit.Talker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Many sockets are cut at once: half of them by the end of their node, which they leave for good.
/// All are back by RESUME, and what is written meanwhile is there.
class StormIT {
  private static final int HALF = 100;
  private static final int PEOPLE = 4;

  @Test
  void allAreBackAndNothingIsMissed() {
    try (var cluster = Cluster.create("storm")) {
      cluster.start("worker");
      var stays = cluster.start("gateway");
      var dies = cluster.start("gateway");
      var party = Party.at(stays, PEOPLE);
      var door = new AtomicReference<>(dies);
      var moved = clients(party, door::get);
      var cut = clients(party, () -> stays);
      try (var talker = new Talker(party.token(0), party.channel(), () -> stays).at(5)) {
        talker.awaitMore(10);
        door.set(stays);
        assertThat(dies.kill()).isEqualTo(137);
        cut.forEach(Roamer::cut);
        awaitBack(moved);
        awaitBack(cut);
        talker.awaitMore(10);
        var ids = talker.finish();
        cut.forEach(roamer -> roamer.requireOnce(ids));
        moved.forEach(roamer -> requireAll(roamer, ids));
        assertThat(talker.strange()).isEmpty();
      } finally {
        moved.forEach(Roamer::close);
        cut.forEach(Roamer::close);
      }
    }
  }

  private static List<Roamer> clients(Party party, Supplier<Node> door) {
    var clients = new ArrayList<Roamer>();
    for (var n = 0; n < HALF; n++) {
      clients.add(Roamer.of(party.token(n % PEOPLE), door));
    }
    return clients;
  }

  private static void awaitBack(List<Roamer> roamers) {
    var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
    while (System.nanoTime() < end && roamers.stream().anyMatch(it -> it.resumed() == 0)) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    assertThat(roamers)
        .as("all are back: %s", roamers)
        .allSatisfy(it -> assertThat(it.resumed()).isPositive());
    assertThat(roamers).extracting(Roamer::invalidated).containsOnly(0);
  }

  /// After a kill the last moments may come again, the same.
  private static void requireAll(Roamer roamer, Set<String> ids) {
    Await.until(
        "all came", Duration.ofSeconds(30), () -> Party.ids(roamer.messages()).containsAll(ids));
    var seqs = new HashMap<String, Integer>();
    for (var message : roamer.messages()) {
      var seq = message.path("seq").asInt();
      var before = seqs.put(message.path("id").asText(), seq);
      assertThat(before == null ? seq : before).isEqualTo(seq);
    }
  }
}
