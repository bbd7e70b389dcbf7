package chat.maru.limit;

import static chat.maru.limit.Caller.header;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Cluster;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.Node;
import chat.maru.testkit.Rest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The tiers against abuse from outside, small ones, on a node of their own.
class TiersIT {
  private static Cluster cluster;
  private static Node node;

  @BeforeAll
  static void start() {
    cluster =
        Cluster.create("limits")
            .with("maru.http.trusted-proxies", "127.0.0.0/8,::1")
            .with("maru.limit.tiers.enabled", "true")
            .with("maru.limit.size.auth", "3+1/60s")
            .with("maru.limit.size.login", "4+2/60s")
            .with("maru.limit.size.api", "12+4/60s")
            .with("maru.limit.size.high-frequency", "16+4/60s")
            .with("maru.limit.size.connect", "2+1/60s")
            .with("maru.limit.size.resume", "2/60s")
            .with("maru.limit.size.connect-failure", "2+1/60s");
    node = cluster.start("all");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void theTierOfTheApiBindsPeopleWhateverTheyCall() {
    var alice = Caller.on(node);
    for (var i = 0; i < 16; i++) {
      alice.rest().get(i % 2 == 0 ? "/users/@me" : "/users/@me/guilds").expect(200);
    }
    var refused = alice.rest().get("/gateway");
    assertThat(refused.refused(429, 0).path("global").asBoolean()).isTrue();
    assertThat(header(refused, "Scope")).isEqualTo("global");
    assertThat(header(refused, "Global")).isEqualTo("true");
    assertThat(refused.body().path("retry_after").asDouble()).isBetween(1.0, 60.0);
    Caller.on(node).rest().get("/gateway").expect(200);
  }

  @Test
  void sendingAndReadingCountInTheTierOfHighFrequencyInstead() {
    var alice = Caller.on(node);
    var channels = List.of(alice.channel(), alice.channel());
    for (var channel : channels) {
      for (var i = 0; i < 10; i++) {
        alice.rest().get(channel + "/messages").expect(200);
      }
    }
    var refused = alice.rest().get(channels.getFirst() + "/messages");
    assertThat(refused.refused(429, 0).path("global").asBoolean()).isFalse();
    alice.rest().post(channels.getLast() + "/messages", Map.of("content", "hi")).expect(429);
    alice.rest().get("/users/@me").expect(200);
  }

  @Test
  void botsAreExemptFromTheTiers() {
    var alice = Caller.on(node);
    var bot = alice.makeBot();
    for (var i = 0; i < 40; i++) {
      Caller.bot(node, bot).get("/users/@me").expect(200);
    }
    var own = new ArrayList<GatewayClient>();
    for (var i = 0; i < 5; i++) {
      own.add(GatewayClient.connect(node).identify(bot, Map.of("intents", 0)));
      own.getLast().event("READY");
    }
    own.forEach(GatewayClient::close);
  }

  @Test
  void theTierOfAuthCountsByAddressAndByAccount() {
    var alice = Caller.on(node); // one
    var right = Map.of("email", alice.email(), "password", "Correct-horse-7");
    var wrong = Map.of("email", alice.email(), "password", "Wrong-horse-7");
    var here = Caller.from(node, alice.address());
    here.post("/auth/login", right).expect(200);
    here.post("/auth/login", wrong).expect(401);
    here.post("/auth/login", right).expect(200);
    here.post("/auth/login", right).expect(429);
    here.post("/auth/register", Map.of()).expect(429);
    alice.rest().get("/users/@me").expect(200);
    for (var i = 0; i < 3; i++) {
      Caller.from(node, Caller.newAddress()).post("/auth/login", wrong).expect(401);
    }
    Caller.from(node, Caller.newAddress()).post("/auth/login", right).refused(429, 0);
    Caller.from(node, Caller.newAddress())
        .post("/auth/login", Map.of("email", "x@example.org", "password", "y"))
        .expect(401);
  }

  @Test
  void connectsCountByAccount() {
    var alice = Caller.on(node);
    var clients = new ArrayList<GatewayClient>();
    for (var i = 0; i < 3; i++) {
      clients.add(GatewayClient.of(node, alice.token()));
    }
    var refused = GatewayClient.connect(node).identify(alice.token(), Map.of());
    assertThat(refused.closeCode()).isEqualTo(4008);
    GatewayClient.of(node, Caller.on(node).token()).close();
    clients.forEach(GatewayClient::close);
  }

  @Test
  void resumesHaveABudgetOfTheirOwn() {
    var alice = Caller.on(node);
    for (var i = 0; i < 2; i++) {
      var unknown = GatewayClient.connect(node).resume(alice.token(), "0".repeat(32), 1);
      unknown.op(9);
      unknown.close();
    }
    var refused = GatewayClient.connect(node).resume(alice.token(), "0".repeat(32), 1);
    assertThat(refused.closeCode()).isEqualTo(4008);
    GatewayClient.of(node, alice.token()).close();
  }

  @Test
  void ofAnAddressOnlyFailedConnectsCount() {
    var office = Map.of("X-Forwarded-For", Caller.newAddress());
    for (var i = 0; i < 4; i++) {
      var one = GatewayClient.connect(node, office).identify(Caller.on(node).token(), Map.of());
      one.event("READY");
      one.close();
    }
    for (var i = 0; i < 3; i++) {
      var wrong = GatewayClient.connect(node, office).identify("wrong", Map.of());
      assertThat(wrong.closeCode()).isEqualTo(4004);
    }
    var refused = GatewayClient.connect(node, office).identify("wrong", Map.of());
    assertThat(refused.closeCode()).isEqualTo(4008);
    var elsewhere = GatewayClient.connect(node, Map.of("X-Forwarded-For", Caller.newAddress()));
    assertThat(elsewhere.identify("wrong", Map.of()).closeCode()).isEqualTo(4004);
  }

  @Test
  void pagesAndTheirFilesAreFree() {
    var address = Map.of("X-Forwarded-For", Caller.newAddress());
    for (var i = 0; i < 20; i++) {
      new Rest(node.url(), address, 0).get("/assets/home.css").expect(200);
    }
    var counted = new Rest(node.url() + "/api", address, 0).get("/gateway");
    counted.expect(200);
    assertThat(header(counted, "Remaining")).isEqualTo("49");
  }
}
