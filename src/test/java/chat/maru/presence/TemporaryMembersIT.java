package chat.maru.presence;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.Cluster;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.Node;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Members by a temporary invite, on a gateway and two workers with a short grace.
class TemporaryMembersIT {
  private static Cluster cluster;
  private static Node node;

  @BeforeAll
  static void start() {
    cluster = Cluster.create("temporary").with("maru.guild.temporary-grace", "PT4S");
    node = cluster.start("all");
    cluster.start("worker");
  }

  @AfterAll
  static void end() {
    cluster.close();
  }

  @Test
  void whoDisconnectsIsTakenOutUnlessHeWasGivenARole() {
    var owner = register("owner");
    var guild = as(owner).post("/guilds", Map.of("name", "Visitors")).expect(201);
    var path = "/guilds/" + guild.path("id").asText();
    var code =
        as(owner)
            .post(
                "/channels/" + guild.path("system_channel_id").asText() + "/invites",
                Map.of("temporary", true))
            .expect(200)
            .path("code")
            .asText();
    var role = as(owner).post(path + "/roles", Map.of("name", "kept")).expect(200);
    var leaver = register("leaver");
    var kept = register("kept");
    var stays = register("stays");
    var unseen = register("unseen");
    for (var guest : new JsonNode[] {leaver, kept, stays, unseen}) {
      as(guest).post("/invites/" + code, Map.of()).expect(200);
    }
    try (var screen = client(owner);
        var stayer = client(stays)) {
      var first = client(kept);
      var second = client(leaver);
      Await.until("both were seen", Duration.ofSeconds(60), () -> seen(kept) && seen(leaver));
      as(owner)
          .put(path + "/members/" + id(kept) + "/roles/" + role.path("id").asText(), Map.of())
          .expect(204);
      first.close();
      second.close();
      Await.until(
          "the leaver is taken out",
          Duration.ofSeconds(90),
          () -> !screen.events("GUILD_MEMBER_REMOVE").isEmpty());
      assertThat(screen.events("GUILD_MEMBER_REMOVE"))
          .allMatch(gone -> gone.path("user").path("id").asText().equals(id(leaver)));
      assertThat(stayer.isOpen()).isTrue();
      as(owner).get(path + "/members/" + id(leaver)).refused(404, 10007);
      for (var there : new JsonNode[] {kept, stays, unseen}) {
        as(owner).get(path + "/members/" + id(there)).expect(200);
      }
    }
  }

  private static GatewayClient client(JsonNode person) {
    return GatewayClient.of(node, person.path("access_token").asText());
  }

  private static boolean seen(JsonNode person) {
    return !cluster
        .rows("select seen_at from members where seen_at is not null and user_id = " + id(person))
        .isEmpty();
  }

  private static String id(JsonNode person) {
    return person.path("id").asText();
  }

  private static Rest as(JsonNode person) {
    return node.rest().as("Bearer " + person.path("access_token").asText());
  }

  private static JsonNode register(String name) {
    return node.rest()
        .post(
            "/auth/register",
            Map.of("username", name, "email", name + "@example.org", "password", Person.PASSWORD))
        .expect(201);
  }
}
