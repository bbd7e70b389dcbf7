package chat.maru.message.poll.result;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.message.poll.PollOf;
import chat.maru.testkit.Await;
import chat.maru.testkit.Cluster;
import chat.maru.testkit.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Polls whose time runs out while no worker is there, and two that come back at once.
class PollWorkersIT {
  private static final int POLLS = 20;

  @Test
  void whatRanOutMeanwhileEndsOnce() {
    try (var cluster = Cluster.create("polls")) {
      var gateway = cluster.start("gateway");
      var worker = cluster.start("worker");
      var alice = register(gateway.rest());
      var guild = alice.post("/guilds", Map.of("name", "Polls")).expect(201).path("id").asText();
      var channel =
          alice.get("/guilds/" + guild + "/channels").expect(200).get(0).path("id").asText();
      var polls =
          IntStream.range(0, POLLS)
              .mapToObj(_ -> PollOf.asked(alice, channel, PollOf.body("red")))
              .toList();
      worker.stop();
      cluster.rows("update polls set expires_at = now() returning message_id");
      var first = cluster.start("worker");
      var second = cluster.start("worker");
      Await.until(
          "all have ended",
          Duration.ofSeconds(60),
          () -> shown(alice, channel).filter(it -> it.path("type").asInt() == 46).count() >= POLLS);
      var results =
          shown(alice, channel)
              .filter(it -> it.path("type").asInt() == 46)
              .map(it -> it.at("/message_reference/message_id").asText())
              .toList();
      assertThat(results)
          .containsExactlyInAnyOrderElementsOf(polls.stream().map(PollOf::id).toList());
      assertThat(shown(alice, channel).filter(it -> it.has("poll")))
          .allMatch(it -> it.at("/poll/results/is_finalized").asBoolean());
      for (var each : List.of(first, second)) {
        assertThat(each.log()).doesNotContain("event=poll.not_ended", "event=task.failed");
      }
    }
  }

  private static Stream<JsonNode> shown(Rest alice, String channel) {
    return alice.get("/channels/" + channel + "/messages?limit=100").expect(200).valueStream();
  }

  private static Rest register(Rest door) {
    var name = "polls_" + UUID.randomUUID().toString().substring(0, 8);
    var body =
        Map.of("username", name, "email", name + "@example.org", "password", "Correct-h0rse");
    var token = door.post("/auth/register", body).expect(201).path("access_token").asText();
    return door.as("Bearer " + token);
  }
}
