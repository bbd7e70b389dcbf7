package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.Cluster;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.Node;
import chat.maru.testkit.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientPauseMode;

/// A session goes on at another node than the one that it began at (design section 4, "Resume"):
/// nothing is missed, however that node ended.
class ResumeElsewhereIT {
  private static Cluster cluster;
  private static Node right;

  /// Somebody with an account.
  private record Someone(String id, String token) {
    Rest on(Node node) {
      return node.rest().as("Bearer " + token);
    }
  }

  private record Place(Someone owner, Someone member, String guild, String channel) {
    /// As often as it takes: the nodes' first messages may be accepted and not stored in time.
    void say(String text) {
      var message = Map.of("content", text, "nonce", text, "enforce_nonce", true);
      Await.until(
          "it is stored: " + text,
          Duration.ofSeconds(30),
          () -> {
            var answer = owner.on(right).post(messages(), message);
            return answer.status() != 503 && answer.expect(200).has("id");
          });
    }

    private String messages() {
      return "/channels/" + channel + "/messages";
    }

    String invite(Node node) {
      return owner
          .on(node)
          .post("/channels/" + channel + "/invites", Map.of())
          .expect(200)
          .path("code")
          .asText();
    }
  }

  @BeforeAll
  static void start() {
    cluster = Cluster.create("elsewhere");
    cluster.start("worker");
    right = cluster.start("gateway");
  }

  @AfterAll
  static void end() {
    cluster.close();
  }

  @Test
  void nothingIsMissedWhenTheNodeIsKilled() {
    var place = place();
    try (var left = cluster.start("gateway")) {
      var cut = GatewayClient.of(left, place.member().token());
      cut.event("GUILD_CREATE");
      IntStream.range(0, 50).forEach(n -> place.say("seen " + n));
      cut.event("MESSAGE_CREATE", m -> says(m, "seen 49"));
      noted(cut);
      assertThat(left.kill()).isEqualTo(137);
      IntStream.range(0, 50).forEach(n -> place.say("missed " + n));
      var last = cut.seq();
      try (var back = resumed(place.member(), cut.sessionId(), last)) {
        place.say("live");
        back.event("MESSAGE_CREATE", m -> says(m, "live"));
        assertThat(everyMessage(cut, back)).hasSize(101);
        assertThat(texts(back.events("MESSAGE_CREATE")).stream().filter(t -> !t.startsWith("seen")))
            .containsExactlyElementsOf(
                IntStream.range(0, 51).mapToObj(n -> n < 50 ? "missed " + n : "live").toList());
        assertThat(numbers(back))
            .isEqualTo(IntStream.range(last + 1, last + 1 + numbers(back).size()).boxed().toList());
      }
    }
  }

  @Test
  void whoWasSentAwayByADrainingNodeGetsEachEventOnce() {
    var place = place();
    try (var left = cluster.start("gateway")) {
      var cut = GatewayClient.of(left, place.member().token());
      cut.event("GUILD_CREATE");
      IntStream.range(0, 30).forEach(n -> place.say("seen " + n));
      cut.event("MESSAGE_CREATE", m -> says(m, "seen 29"));
      assertThat(left.stop()).isEqualTo(143);
      cut.op(7);
      assertThat(cut.closeCode()).isEqualTo(4000);
      place.say("missed");
      try (var back = resumed(place.member(), cut.sessionId(), cut.seq() - 5)) {
        place.say("live");
        back.event("MESSAGE_CREATE", m -> says(m, "live"));
        assertThat(texts(back.events("MESSAGE_CREATE")))
            .as("what came after the number that the client names, once each")
            .containsExactly(
                "seen 25", "seen 26", "seen 27", "seen 28", "seen 29", "missed", "live");
      }
    }
  }

  @Test
  void theNodeThatHadItLosesASessionThatGoesOnElsewhere() {
    var place = place();
    try (var left = cluster.start("gateway");
        var open = GatewayClient.of(left, place.member().token())) {
      open.event("GUILD_CREATE");
      place.say("seen");
      open.event("MESSAGE_CREATE", m -> says(m, "seen"));
      noted(open);
      try (var back = resumed(place.member(), open.sessionId(), open.seq())) {
        assertThat(open.closeCode()).as("the connection to the other node").isEqualTo(4000);
        place.say("live");
        back.event("MESSAGE_CREATE", m -> says(m, "live"));
        assertThat(texts(open.events("MESSAGE_CREATE"))).containsExactly("seen");
      }
    }
  }

  @Test
  void guildsThatChangedMeanwhileAreShownAsTheyAre() {
    var joined = place();
    var left = place();
    var changed = place();
    var member = changed.member();
    member.on(right).post("/invites/" + left.invite(right), Map.of()).expect(200);
    var secret =
        changed
            .owner()
            .on(right)
            .post("/guilds/" + changed.guild() + "/channels", Map.of("name", "secret"))
            .expect(201)
            .path("id")
            .asText();
    try (var node = cluster.start("gateway")) {
      var cut = GatewayClient.of(node, member.token());
      cut.event("GUILD_CREATE", g -> g.path("id").asText().equals(changed.guild()));
      cut.event("GUILD_CREATE", g -> g.path("id").asText().equals(left.guild()));
      changed.say("seen");
      cut.event("MESSAGE_CREATE", m -> says(m, "seen"));
      noted(cut);
      node.kill();
      member.on(right).post("/invites/" + joined.invite(right), Map.of()).expect(200);
      member.on(right).delete("/users/@me/guilds/" + left.guild()).expect(204);
      changed
          .owner()
          .on(right)
          .put(
              "/channels/" + secret + "/permissions/" + changed.guild(),
              Map.of("type", 0, "allow", "0", "deny", "1024"))
          .expect(204);
      changed.say("missed");
      joined.say("welcome");
      try (var back = resumed(member, cut.sessionId(), cut.seq())) {
        assertThat(texts(back.events("MESSAGE_CREATE"))).contains("missed", "welcome");
        assertThat(ids(back.events("GUILD_CREATE"), "id"))
            .contains(joined.guild(), changed.guild())
            .doesNotContain(left.guild());
        var gone =
            back.events("GUILD_DELETE").stream().filter(g -> !g.path("unavailable").asBoolean());
        assertThat(gone.map(g -> g.path("id").asText())).containsExactly(left.guild());
        var now =
            back.event("GUILD_CREATE", g -> g.path("id").asText().equals(changed.guild()))
                .path("channels");
        assertThat(now.findValuesAsText("id")).contains(changed.channel()).doesNotContain(secret);
        changed.say("live");
        back.event("MESSAGE_CREATE", m -> says(m, "live"));
      }
    }
  }

  @Test
  void aChannelThatWasMadeMeanwhileIsTold() {
    var place = place();
    try (var node = cluster.start("gateway")) {
      var cut = GatewayClient.of(node, place.member().token());
      cut.event("GUILD_CREATE");
      place.say("seen");
      cut.event("MESSAGE_CREATE", m -> says(m, "seen"));
      noted(cut);
      node.kill();
      var made =
          place
              .owner()
              .on(right)
              .post("/guilds/" + place.guild() + "/channels", Map.of("name", "new"))
              .expect(201)
              .path("id")
              .asText();
      try (var back = resumed(place.member(), cut.sessionId(), cut.seq())) {
        assertThat(ids(back.events("CHANNEL_CREATE"), "id")).containsExactly(made);
        assertThat(back.events("GUILD_CREATE")).isEmpty();
      }
    }
  }

  @Test
  void whatWasReadMeanwhileOnAnotherDeviceIsTold() {
    var place = place();
    var member = place.member();
    try (var node = cluster.start("gateway")) {
      place.say("to be read");
      var cut = GatewayClient.of(node, member.token());
      var last =
          cut.event("GUILD_CREATE").path("channels").findValuesAsText("last_message_id").stream()
              .filter(id -> id.length() > 15)
              .findFirst()
              .orElseThrow();
      noted(cut);
      node.kill();
      var path = "/channels/" + place.channel() + "/messages/" + last + "/ack";
      member.on(right).post(path, Map.of()).expect(200);
      try (var back = resumed(member, cut.sessionId(), cut.seq())) {
        var told = back.events("MESSAGE_ACK");
        assertThat(ids(told, "channel_id")).containsExactly(place.channel());
        assertThat(ids(told, "message_id")).containsExactly(last);
        assertThat(told.getFirst().path("mention_count").asInt(-1)).isZero();
        assertThat(back.types()).containsSubsequence("MESSAGE_ACK", "RESUMED");
      }
      try (var owner = GatewayClient.of(right, place.owner().token())) {
        owner.event("GUILD_CREATE");
        assertThat(owner.events("MESSAGE_ACK")).as("nobody else's").isEmpty();
      }
    }
  }

  @Test
  void nobodyGoesOnWithWhatIsNotTheirsOrIsOver() {
    var place = place();
    try (var left = cluster.start("gateway");
        var open = GatewayClient.of(left, place.member().token())) {
      open.event("GUILD_CREATE");
      place.say("seen");
      open.event("MESSAGE_CREATE", m -> says(m, "seen"));
      noted(open);
      assertInvalid(place.owner(), open.sessionId(), open.seq());
      assertInvalid(place.member(), open.sessionId(), open.seq() + 5000);
      assertInvalid(place.member(), "0".repeat(32), 1);
      place.say("still there");
      open.event("MESSAGE_CREATE", m -> says(m, "still there"));
      open.close(1000);
      Await.until("forgotten", () -> keys(open.sessionId()) == 0);
      assertInvalid(place.member(), open.sessionId(), open.seq());
    }
  }

  @Test
  void nobodyLosesASessionBecauseRedisIsAwayForAMoment() {
    var place = place();
    try (var left = cluster.start("gateway")) {
      var cut = GatewayClient.of(left, place.member().token());
      cut.event("GUILD_CREATE");
      place.say("seen");
      cut.event("MESSAGE_CREATE", m -> says(m, "seen"));
      noted(cut);
      assertThat(left.kill()).isEqualTo(137);
      try (var redis = new Jedis(cluster.setting("maru.redis.url"))) {
        redis.clientPause(1500, ClientPauseMode.ALL);
      }
      try (var back = resumed(place.member(), cut.sessionId(), cut.seq())) {
        place.say("live");
        back.event("MESSAGE_CREATE", m -> says(m, "live"));
      }
    }
  }

  /// Waits until the session has been noted.
  private static void noted(GatewayClient client) {
    Await.until("noted", () -> keys(client.sessionId()) == 2);
  }

  private static long keys(String sessionId) {
    try (var redis = new Jedis(cluster.setting("maru.redis.url"))) {
      return redis.exists("session:{" + sessionId + "}", "session:{" + sessionId + "}:points");
    }
  }

  private static void assertInvalid(Someone who, String sessionId, int seq) {
    try (var client = GatewayClient.connect(right)) {
      client.op(10);
      client.resume(who.token(), sessionId, seq);
      assertThat(client.op(9).path("d").asBoolean(true)).isFalse();
    }
  }

  private static GatewayClient resumed(Someone who, String sessionId, int seq) {
    var client = GatewayClient.connect(right);
    client.op(10);
    client.resume(who.token(), sessionId, seq);
    client.event("RESUMED");
    return client;
  }

  /// What the client has of each message, by its id: one that came twice came the same.
  private static Map<String, Integer> everyMessage(GatewayClient before, GatewayClient after) {
    var found = new HashMap<String, Integer>();
    for (var client : List.of(before, after)) {
      for (var message : client.events("MESSAGE_CREATE")) {
        var seq = message.path("seq").asInt();
        assertThat(found.getOrDefault(message.path("id").asText(), seq)).isEqualTo(seq);
        found.put(message.path("id").asText(), seq);
      }
    }
    return found;
  }

  private static List<Integer> numbers(GatewayClient client) {
    return client.frames().stream()
        .filter(frame -> frame.path("op").asInt() == 0)
        .map(frame -> frame.path("s").asInt())
        .toList();
  }

  private static List<String> ids(List<JsonNode> events, String field) {
    return events.stream().map(event -> event.path(field).asText()).toList();
  }

  private static List<String> texts(List<JsonNode> messages) {
    return messages.stream().map(message -> message.path("content").asText()).toList();
  }

  private static boolean says(JsonNode message, String text) {
    return message.path("content").asText().equals(text);
  }

  private static Place place() {
    var owner = register("owner");
    var member = register("member");
    var guild =
        owner
            .on(right)
            .post("/guilds", Map.of("name", "Elsewhere"))
            .expect(201)
            .path("id")
            .asText();
    var channels = owner.on(right).get("/guilds/" + guild + "/channels").expect(200);
    var place = new Place(owner, member, guild, channels.get(0).path("id").asText());
    member.on(right).post("/invites/" + place.invite(right), Map.of()).expect(200);
    return place;
  }

  private static Someone register(String beginning) {
    var name = beginning + Long.toString(System.nanoTime(), 36);
    var body =
        Map.of("username", name, "email", name + "@example.test", "password", "Correct-Horse-9");
    var answer = right.rest().post("/auth/register", body).expect(201);
    return new Someone(
        answer.path("user").path("id").asText(), answer.path("access_token").asText());
  }
}
