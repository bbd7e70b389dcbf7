package chat.maru.message;

import chat.maru.testkit.Cluster;
import chat.maru.testkit.Node;
import chat.maru.testkit.Rest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A turn that was taken on one node is taken on the other; a node without Redis keeps its own.
class SlowModeNodesIT {
  @Test
  void aTurnIsTakenOnAllNodes() {
    try (var cluster = Cluster.create("slow")) {
      var one = cluster.start("all");
      var two = cluster.start("gateway");
      var alone = cluster.start("gateway", Map.of("maru.redis.url", "redis://localhost:1"));
      var owner = register(one);
      var guild = owner.post("/guilds", Map.of("name", "Slow")).expect(201);
      var channel = "/channels/" + guild.path("system_channel_id").asText();
      owner.patch(channel, Map.of("rate_limit_per_user", 3600)).expect(200);
      var code =
          owner.post(channel + "/invites", Map.of("max_age", 0)).expect(200).path("code").asText();
      var first = register(one);
      first.post("/invites/" + code, Map.of()).expect(200);
      send(first, channel).expect(200);
      send(on(two, first), channel).refused(429, 20016);
      send(first, channel).refused(429, 20016);
      var second = register(one);
      second.post("/invites/" + code, Map.of()).expect(200);
      send(on(alone, second), channel).expect(200);
      send(on(alone, second), channel).refused(429, 20016);
    }
  }

  private static Rest.Answer send(Rest who, String channel) {
    return who.post(channel + "/messages", Map.of("content", UUID.randomUUID().toString()));
  }

  /// The same caller at another node.
  private static Rest on(Node node, Rest caller) {
    return new Rest(node.rest().base(), caller.headers());
  }

  private static Rest register(Node node) {
    var name = "slow_" + UUID.randomUUID().toString().substring(0, 8);
    var body =
        Map.of("username", name, "email", name + "@example.org", "password", "Correct-h0rse");
    var door = node.rest();
    var token = door.post("/auth/register", body).expect(201).path("access_token").asText();
    return door.as("Bearer " + token);
  }
}
