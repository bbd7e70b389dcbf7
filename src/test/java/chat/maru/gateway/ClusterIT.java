package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Cluster;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.Node;
import chat.maru.testkit.Rest;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two gateways and one worker, each a process, against the same services.
class ClusterIT {
  private static Cluster cluster;
  private static Node worker;
  private static Node left;
  private static Node right;

  @BeforeAll
  static void start() {
    cluster = Cluster.create("roles");
    worker = cluster.start("worker");
    left = cluster.start("gateway");
    right = cluster.start("gateway");
  }

  @AfterAll
  static void end() {
    cluster.close();
  }

  @Test
  void bothGatewaysBroadcastWhatComesThroughEither() {
    var alice = left.register("alice");
    var bob = right.register("bob");
    var guild = rest(left, alice).post("/guilds", Map.of("name", "Two doors")).expect(201);
    var channel =
        rest(left, alice)
            .get("/guilds/" + guild.path("id").asText() + "/channels")
            .expect(200)
            .get(0)
            .path("id")
            .asText();
    var code =
        rest(left, alice)
            .post("/channels/" + channel + "/invites", Map.of())
            .expect(200)
            .path("code")
            .asText();
    try (var onLeft = GatewayClient.of(left, alice);
        var onRight = GatewayClient.of(right, bob)) {
      rest(right, bob).post("/invites/" + code, Map.of()).expect(200);
      onRight.event("GUILD_CREATE", g -> g.path("id").equals(guild.path("id")));
      onLeft.event("GUILD_MEMBER_ADD");
      for (var i = 0; i < 20; i++) {
        var door = i % 2 == 0 ? rest(left, alice) : rest(right, bob);
        door.post("/channels/" + channel + "/messages", Map.of("content", "m" + i)).expect(200);
      }
      for (var screen : new GatewayClient[] {onLeft, onRight}) {
        screen.event("MESSAGE_CREATE", m -> m.path("content").asText().equals("m19"));
        assertThat(screen.events("MESSAGE_CREATE").stream().map(m -> m.path("content").asText()))
            .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(i -> "m" + i).toList());
        assertThat(screen.events("MESSAGE_CREATE").stream().map(m -> m.path("seq").asInt()))
            .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
      }
    }
  }

  @Test
  void nodesEndCleanlyWhenAsked() {
    var extra = cluster.start("gateway");
    assertThat(extra.stop()).as("SIGTERM").isEqualTo(143);
    assertThat(extra.log()).doesNotContain("SEVERE").doesNotContain("\tat ");
    assertThat(worker.log()).contains("event=relay.holds");
    assertThat(left.log()).doesNotContain("event=relay.holds");
  }

  private static Rest rest(Node node, String token) {
    return node.rest().as("Bearer " + token);
  }
}
