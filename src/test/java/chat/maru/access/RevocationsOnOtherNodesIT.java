package chat.maru.access;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.Cluster;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.Node;
import chat.maru.testkit.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is taken from somebody on one node is gone on every other one within 2 s: over REST, on
/// open sockets, and for a session that comes back (design, I7).
class RevocationsOnOtherNodesIT {
  private static final Duration IN_FORCE = Duration.ofSeconds(2);
  private static final String VIEW = Long.toString(Permission.VIEW_CHANNEL.bit());

  private static Cluster cluster;
  private static Node left;
  private static Node right;

  /// Why somebody does not see a channel any more.
  private enum Cause {
    ROLE_LOST,
    OVERWRITE_CHANGED,
    KICKED,
    BANNED
  }

  /// Somebody with an account.
  private record Someone(String id, String token) {
    Rest on(Node node) {
      return node.rest().as("Bearer " + token);
    }
  }

  /// A guild whose channel only a role sees, a member that has the role, and a conversation of the
  /// two, by which the member hears that everything before it has come.
  private record World(
      Someone owner, Someone member, String guild, String role, String channel, String dm) {
    Rest owners() {
      return owner.on(left);
    }

    void say(String where, String text) {
      owners().post("/channels/" + where + "/messages", Map.of("content", text)).expect(200);
    }

    void happen(Cause cause) {
      switch (cause) {
        case ROLE_LOST ->
            owners()
                .delete("/guilds/" + guild + "/members/" + member.id() + "/roles/" + role)
                .expect(204);
        case OVERWRITE_CHANGED ->
            owners()
                .put(
                    "/channels/" + channel + "/permissions/" + role,
                    Map.of("type", 0, "allow", "0", "deny", VIEW))
                .expect(204);
        case KICKED -> owners().delete("/guilds/" + guild + "/members/" + member.id()).expect(204);
        case BANNED ->
            owners().put("/guilds/" + guild + "/bans/" + member.id(), Map.of()).expect(204);
      }
    }
  }

  @BeforeAll
  static void start() {
    cluster = Cluster.create("revocations");
    cluster.start("worker");
    left = cluster.start("gateway");
    right = cluster.start("gateway");
  }

  @AfterAll
  static void end() {
    cluster.close();
  }

  @ParameterizedTest
  @EnumSource
  void whoMaySeeAChannelNoMoreHearsAndReadsNothingOfIt(Cause cause) {
    var world = world();
    try (var open = GatewayClient.of(right, world.member().token());
        var cut = GatewayClient.of(right, world.member().token())) {
      open.event("GUILD_CREATE");
      cut.event("GUILD_CREATE");
      world.say(world.channel(), "before");
      open.event("MESSAGE_CREATE", m -> says(m, "before"));
      cut.event("MESSAGE_CREATE", m -> says(m, "before"));
      var session = cut.sessionId();
      var seq = cut.seq();
      cut.cut();
      world.say(world.channel(), "missed");
      open.event("MESSAGE_CREATE", m -> says(m, "missed"));
      var messages = "/channels/" + world.channel() + "/messages";
      world.member().on(right).get(messages).expect(200);

      world.happen(cause);

      Await.until(
          "REST refuses", IN_FORCE, () -> world.member().on(right).get(messages).status() >= 403);
      world.say(world.channel(), "after");
      world.say(world.dm(), "mark");
      open.event("MESSAGE_CREATE", m -> says(m, "mark"));
      assertThat(open.events("MESSAGE_CREATE"))
          .noneMatch(m -> says(m, "after"))
          .anyMatch(m -> says(m, "missed"));
      try (var again = GatewayClient.connect(right).resume(world.member().token(), session, seq)) {
        again.event("RESUMED");
        again.event("MESSAGE_CREATE", m -> says(m, "mark"));
        assertThat(again.events("MESSAGE_CREATE"))
            .noneMatch(m -> says(m, "missed") || says(m, "after"));
      }
    }
  }

  @Test
  void whoIsTimedOutMaySendNothingOverAnyDoor() {
    var world = world();
    try (var open = GatewayClient.of(right, world.member().token())) {
      open.event("GUILD_CREATE");
      var messages = "/channels/" + world.channel() + "/messages";
      var word = Map.of("content", "hello");
      world.member().on(right).post(messages, word).expect(200);

      world
          .owners()
          .patch(
              "/guilds/" + world.guild() + "/members/" + world.member().id(),
              Map.of("communication_disabled_until", Instant.now().plusSeconds(600).toString()))
          .expect(200);

      Await.until(
          "REST refuses",
          IN_FORCE,
          () -> world.member().on(right).post(messages, word).status() == 403);
      open.send(
          1000, Map.of("channel_id", world.channel(), "content", "x", "clientMsgId", "silenced"));
      var ack = open.frame("the refusal", f -> f.path("op").asInt() == 1001).path("d");
      assertThat(ack.path("status").asText()).isEqualTo("REFUSED");
      assertThat(ack.path("code").asInt()).isEqualTo(50013);
      world.member().on(right).get(messages).expect(200);
      world.say(world.channel(), "still heard");
      open.event("MESSAGE_CREATE", m -> says(m, "still heard"));
    }
  }

  @Test
  void whoseLoginHasEndedIsOutEverywhere() {
    var world = world();
    try (var open = GatewayClient.of(right, world.member().token())) {
      open.event("GUILD_CREATE");
      var session = open.sessionId();

      world.member().on(left).post("/auth/logout", Map.of()).expect(204);

      Await.until(
          "REST refuses",
          IN_FORCE,
          () -> world.member().on(right).get("/users/@me").status() == 401);
      assertThat(open.closeCode()).isEqualTo(4004);
      try (var again =
          GatewayClient.connect(right).resume(world.member().token(), session, open.seq())) {
        assertThat(again.closeCode()).isEqualTo(4004);
      }
    }
  }

  /// A node that has told a session that its login is gone does not let it in again.
  @Test
  void whoIsSentAwayIsNotLetInAgainAtOnce() {
    for (var round = 0; round < 5; round++) {
      var world = world();
      try (var open = GatewayClient.of(right, world.member().token());
          var next = GatewayClient.connect(right)) {
        world.member().on(left).post("/auth/logout", Map.of()).expect(204);
        assertThat(open.closeCode()).isEqualTo(4004);

        next.identify(world.member().token(), Map.of());
        assertThat(next.closeCode()).isEqualTo(4004);
      }
    }
  }

  private static World world() {
    var owner = register("owner");
    var member = register("member");
    var rest = owner.on(left);
    var guild = rest.post("/guilds", Map.of("name", "Revocations")).expect(201);
    var id = guild.path("id").asText();
    var role = rest.post("/guilds/" + id + "/roles", Map.of("name", "readers")).expect(200);
    var channel =
        rest.post(
                "/guilds/" + id + "/channels",
                Map.of(
                    "name",
                    "readers",
                    "permission_overwrites",
                    List.of(
                        Map.of("id", id, "type", 0, "deny", VIEW),
                        Map.of("id", role.path("id").asText(), "type", 0, "allow", VIEW))))
            .expect(201);
    var invite =
        rest.post("/channels/" + guild.path("system_channel_id").asText() + "/invites", Map.of())
            .expect(200);
    member.on(right).post("/invites/" + invite.path("code").asText(), Map.of()).expect(200);
    rest.put(
            "/guilds/" + id + "/members/" + member.id() + "/roles/" + role.path("id").asText(),
            Map.of())
        .expect(204);
    var dm = rest.post("/users/@me/channels", Map.of("recipient_id", member.id())).expect(200);
    return new World(
        owner,
        member,
        id,
        role.path("id").asText(),
        channel.path("id").asText(),
        dm.path("id").asText());
  }

  private static Someone register(String beginning) {
    var name = beginning + Long.toString(System.nanoTime(), 36);
    var body =
        left.rest()
            .post(
                "/auth/register",
                Map.of(
                    "username",
                    name,
                    "email",
                    name + "@example.test",
                    "password",
                    "Correct-Horse-9"))
            .expect(201);
    return new Someone(body.path("id").asText(), body.path("access_token").asText());
  }

  private static boolean says(JsonNode message, String text) {
    return message.path("content").asText().equals(text);
  }
}
