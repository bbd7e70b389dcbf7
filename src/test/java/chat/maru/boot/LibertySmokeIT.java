package chat.maru.boot;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The whole way once, on Open Liberty (`mvn -Pliberty verify`).
class LibertySmokeIT {
  @Test
  void theServerIsReadyAndShowsItsPages() {
    var root = Rest.anonymous().at("");
    assertThat(root.get("/health").expect(200).path("status").asText()).isEqualTo("UP");
    assertThat(root.get("/").text()).contains("The first account");
    assertThat(root.get("/api-docs/swagger-ui.css").status()).isEqualTo(200);
    assertThat(root.get("/openapi").text()).contains("title: Maru", "global_name:");
    Rest.anonymous().get("/nothing/here").refused(404, 0);
    Rest.anonymous().get("/users/@me").refused(401, 0);
    assertThat(root.get("/metrics").text()).contains("maru_persist_stored", "route=\"/users/@me\"");
  }

  @Test
  void everyAnswerTellsTheLimitsAndWhereACallComesFromIsKnown() {
    var alice = Person.register("liberty");
    var sessions = alice.rest().get("/auth/sessions");
    assertThat(sessions.expect(200).get(0).path("address").asText())
        .isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
    for (var answer : List.of(sessions, alice.rest().get("/nothing/here"))) {
      assertThat(answer.headers().firstValue("X-RateLimit-Remaining")).contains("49");
      assertThat(answer.headers().firstValue("X-RateLimit-Reset-After")).contains("1.000");
      assertThat(answer.headers().firstValue("X-RateLimit-Bucket")).isPresent();
    }
  }

  @Test
  void aMessageGoesTheWholeWay() {
    var alice = Person.register("liberty");
    var login = Map.of("email", alice.email(), "password", alice.password());
    var token = Rest.anonymous().post("/auth/login", login).expect(200).path("access_token");
    var rest = Rest.anonymous().as("Bearer " + token.asText());
    var guild = rest.post("/guilds", Map.of("name", "On Liberty")).expect(201);
    var channels = rest.get("/guilds/" + guild.path("id").asText() + "/channels").expect(200);
    var channel = channels.get(0).path("id").asText();
    var messages = "/channels/" + channel + "/messages";

    try (var client = GatewayClient.of(token.asText())) {
      var sent = rest.post(messages, Map.of("content", "over HTTP")).expect(200);
      client.send(
          1000, Map.of("channel_id", channel, "clientMsgId", "k1", "content", "over the socket"));

      var ack = client.op(1001).path("d");
      assertThat(ack.path("status").asText()).isEqualTo("ACCEPTED");
      var first = client.event("MESSAGE_CREATE", it -> it.path("seq").asInt() == 1);
      var second = client.event("MESSAGE_CREATE", it -> it.path("seq").asInt() == 2);
      assertThat(first.path("id")).isEqualTo(sent.path("id"));
      assertThat(second.path("content").asText()).isEqualTo("over the socket");

      var history = rest.get(messages + "?after=0&limit=10").expect(200);
      assertThat(history.findValuesAsText("content"))
          .containsExactly("over the socket", "over HTTP");
    }
  }
}
