package chat.maru.limit;

import static chat.maru.limit.Caller.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.testkit.Await;
import chat.maru.testkit.Cluster;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.Node;
import chat.maru.testkit.Rest;
import chat.maru.testkit.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Buckets, the global limit and invalid requests from outside, on two nodes of their own.
class LimitsIT {
  private static Cluster cluster;
  private static Node node;
  private static Node other;

  @BeforeAll
  static void start() {
    cluster =
        Cluster.create("limits")
            .with("maru.http.trusted-proxies", "127.0.0.0/8,::1")
            .with("maru.limit.tiers.enabled", "true")
            .with("maru.limit.size.create-message", Limit.CREATE_MESSAGE.size().toString())
            .with("maru.limit.size.auth", "3+1/60s")
            .with("maru.limit.size.read-messages", "15/600s")
            .with("maru.limit.size.invalid-requests", "12/600s");
    node = cluster.start("all");
    other = cluster.start("gateway");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void everyAnswerTellsHowTheBucketOfTheRouteStands() {
    var alice = Caller.on(node);
    var channel = alice.channel();
    var said = alice.rest().post(channel + "/messages", Map.of("content", "hi"));
    said.expect(200);
    assertThat(header(said, "Limit")).isEqualTo("5");
    assertThat(header(said, "Remaining")).isEqualTo("4");
    assertThat(Double.parseDouble(header(said, "Reset-After"))).isBetween(4.0, 5.0);
    assertThat(Double.parseDouble(header(said, "Reset"))).isGreaterThan(1.7e9);
    assertThat(header(said, "Bucket")).matches("[0-9a-f]{32}");
    var refused = alice.rest().post(channel + "/messages", Map.of("content", ""));
    refused.expect(400);
    assertThat(header(refused, "Remaining")).isEqualTo("3");
    assertThat(header(refused, "Bucket")).isEqualTo(header(said, "Bucket"));
    for (var answer :
        List.of(
            alice.rest().get("/channels/1000000000000000001"),
            alice.rest().get("/there/is/nothing"),
            alice.rest().put("/users/@me", Map.of()),
            alice.rest().get("/users/@me"))) {
      assertThat(header(answer, "Remaining")).isIn("48", "49"); // what matches nothing shares one
      assertThat(header(answer, "Bucket")).isNotEqualTo(header(said, "Bucket"));
    }
  }

  @Test
  void theBucketIsKeptApartByChannelAndCallerAndSharedWithTheRoom() {
    var alice = Caller.on(node);
    var bob = Caller.on(node);
    var room = alice.room();
    bob.rest().post("/rooms/" + room + "/join", Map.of()).expect(200);
    for (var i = 0; i < 5; i++) {
      var path = (i % 2 == 0 ? "/rooms/" : "/channels/") + room + "/messages";
      alice.rest().post(path, Map.of("content", "n" + i)).expect(200);
    }
    var refused = alice.rest().post("/channels/" + room + "/messages", Map.of("content", "6"));
    var body = refused.refused(429, 0);
    assertThat(body.path("message").asText()).isEqualTo("You are being rate limited.");
    assertThat(body.path("global").isBoolean()).isTrue();
    assertThat(body.path("global").asBoolean()).isFalse();
    assertThat(body.path("retry_after").asDouble()).isBetween(0.001, 5.0);
    assertThat(header(refused, "Remaining")).isEqualTo("0");
    assertThat(header(refused, "Scope")).isEqualTo("user");
    assertThat(refused.headers().firstValue("Via")).isPresent(); // JDA needs it
    assertThat(refused.headers().firstValue("X-RateLimit-Global")).isEmpty();
    assertThat(refused.headers().firstValue("Retry-After").orElseThrow()).matches("[1-5]");

    bob.rest().post("/channels/" + room + "/messages", Map.of("content", "bob")).expect(200);
    alice.rest().post(alice.channel() + "/messages", Map.of("content", "elsewhere")).expect(200);
    alice.rest().get("/users/@me").expect(200);
    var patient = new Rest(alice.rest().base(), alice.rest().headers());
    patient.post("/channels/" + room + "/messages", Map.of("content", "later")).expect(200);
    var contents = bob.rest().get("/channels/" + room + "/messages").expect(200);
    assertThat(contents.findValuesAsText("content"))
        .containsExactlyInAnyOrder("n0", "n1", "n2", "n3", "n4", "bob", "later");
  }

  @Test
  void messagesOverTheGatewayCountInTheSameBucket() {
    var alice = Caller.on(node);
    var room = alice.room();
    try (var client = GatewayClient.of(node, alice.token())) {
      for (var i = 0; i < 6; i++) {
        client.send(1000, Map.of("channel_id", room, "content", "n" + i, "clientMsgId", "k" + i));
      }
      for (var i = 0; i < 6; i++) {
        var key = "k" + i;
        var ack =
            client
                .frame(
                    "ack " + key,
                    it ->
                        it.path("op").asInt() == 1001
                            && it.path("d").path("clientMsgId").asText().equals(key))
                .path("d");
        assertThat(ack.path("status").asText()).isEqualTo(i < 5 ? "ACCEPTED" : "REFUSED");
        assertThat(ack.path("retry_after").asDouble(0) > 0).isEqualTo(i == 5);
      }
      alice.rest().post("/channels/" + room + "/messages", Map.of("content", "n")).expect(429);
    }
  }

  @Test
  void ofManyAtOnceOnTwoNodesExactlyTheSizePasses()
      throws InterruptedException, ExecutionException {
    var alice = Caller.on(node);
    var guild = alice.guild();
    var channel = alice.channelOf(guild);
    var bot = alice.makeBot();
    alice.invite(bot, guild);
    var calls = new ArrayList<Callable<Integer>>();
    for (var i = 0; i < 40; i++) {
      var rest = Caller.bot(i % 2 == 0 ? node : other, bot);
      calls.add(() -> rest.get(channel + "/messages").status());
    }
    try (var pool = Executors.newFixedThreadPool(8)) {
      var passed = 0;
      for (var answer : pool.invokeAll(calls)) {
        passed += answer.get() == 200 ? 1 : 0;
      }
      assertThat(passed).isEqualTo(15);
    }
  }

  @Test
  void whoAsksInvalidlyTooOftenIsRefusedEverything() {
    var alice = Caller.on(node);
    var bot = Caller.bot(node, alice.makeBot()).with("X-Forwarded-For", alice.address());
    var stranger = Caller.from(node, alice.address()).as("Bot " + "x".repeat(60));
    for (var i = 0; i < 12; i++) {
      stranger.get("/users/@me").expect(401);
    }
    for (var rest : List.of(bot, alice.rest(), Caller.from(node, alice.address()))) {
      var refused = rest.get("/gateway");
      assertThat(refused.refused(429, 0).path("global").asBoolean()).isTrue();
      assertThat(header(refused, "Scope")).isEqualTo("global");
      assertThat(refused.body().path("retry_after").asDouble()).isBetween(500.0, 600.0);
    }
    bot.with("X-Forwarded-For", Caller.newAddress()).get("/users/@me").expect(200);
  }

  @Test
  void withoutRedisEachNodeLimitsByItself() {
    var alice = Caller.on(node);
    var channel = alice.channel();
    Services.stopRedis();
    try {
      var passed = 0;
      for (var i = 0; i < 12; i++) {
        var status = alice.rest().post(channel + "/messages", Map.of("content", "n")).status();
        assertThat(status).isIn(200, 429);
        passed += status == 200 ? 1 : 0;
      }
      assertThat(passed).isBetween(5, 11);
      var answer = alice.rest().get("/users/@me");
      answer.expect(200);
      assertThat(header(answer, "Limit")).isEqualTo("50");
      var here = Caller.from(node, Caller.newAddress());
      for (var i = 0; i < 2; i++) { // half of four
        here.post("/auth/login", Map.of("email", "x@example.org", "password", "y")).expect(401);
      }
      here.post("/auth/login", Map.of("email", "x@example.org", "password", "y")).expect(429);
    } finally {
      Services.startRedis();
    }
    // A window of Redis, where a token of the node's own would come back within 20 ms.
    for (var each : List.of(node, other)) {
      var bot = Caller.bot(each, alice.makeBot());
      Await.until("Redis counts again", () -> after(bot.get("/users/@me")) > 0.1);
    }
  }

  @Test
  void aSizeThatIsNoneEndsTheStartWithASentence() {
    var wrong = Map.of("maru.limit.size.edit-message", "lots");
    assertThatThrownBy(() -> cluster.start("gateway", wrong))
        .hasMessageContaining("maru.limit.size.edit-message is no size: write it as 5/5s");
  }

  private static double after(Rest.Answer answer) {
    return Double.parseDouble(header(answer, "Reset-After"));
  }

  @Test
  void theGlobalLimitHoldsOverAllRoutes() {
    try (var tight = cluster.start("gateway", Map.of("maru.limit.size.global", "10/600s"))) {
      var bot = Caller.bot(tight, Caller.on(node).makeBot());
      var routes = List.of("/users/@me", "/gateway/bot", "/users/@me/guilds", "/nothing");
      for (var i = 0; i < 10; i++) {
        assertThat(bot.get(routes.get(i % 4)).status()).isIn(200, 404);
      }
      var refused = bot.get("/gateway/bot");
      assertThat(refused.refused(429, 0).path("global").asBoolean()).isTrue();
      assertThat(refused.body().path("message").asText()).contains("globally");
      assertThat(header(refused, "Global")).isEqualTo("true");
      assertThat(header(refused, "Scope")).isEqualTo("global");
      var unmatched = bot.get("/nothing"); // would be a 404
      assertThat(unmatched.refused(429, 0).path("global").asBoolean()).isTrue();
      assertThat(header(unmatched, "Remaining")).isEqualTo("0");
      assertThat(unmatched.headers().firstValue("Retry-After")).isPresent();
    }
  }
}
