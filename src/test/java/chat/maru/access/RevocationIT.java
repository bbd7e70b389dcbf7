package chat.maru.access;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is taken away is gone within 2 s: over REST, on an open socket, and for a session that
/// comes back.
class RevocationIT {
  private static final Duration IN_FORCE = Duration.ofSeconds(2);

  private final GuildOf guild = GuildOf.someone();
  private final Person member = guild.member();

  @Test
  void aRoleThatIsTaken() {
    var role = guild.owner().rest().post(guild.path() + "/roles", Map.of()).expect(200);
    var holder = guild.path() + "/members/" + member.id() + "/roles/" + role.path("id").asText();
    guild.owner().rest().put(holder, Map.of()).expect(204);
    var room =
        guild.channel(
            Map.of(
                "name",
                "inner",
                "permission_overwrites",
                List.of(
                    Map.of("id", Long.toString(guild.id()), "type", 0, "deny", "1024"),
                    Map.of("id", role.path("id").asText(), "type", 0, "allow", "1024"))));
    hidden(room, () -> guild.owner().rest().delete(holder).expect(204));
  }

  @Test
  void anOverwriteThatHides() {
    var room = guild.channel(Map.of("name", "soon hidden"));
    var hiding = List.of(Map.of("id", Long.toString(guild.id()), "type", 0, "deny", "1024"));
    hidden(
        room,
        () ->
            guild
                .owner()
                .rest()
                .patch("/channels/" + room, Map.of("permission_overwrites", hiding))
                .expect(200));
  }

  @Test
  void aKick() {
    gone(() -> guild.owner().rest().delete(guild.path() + "/members/" + member.id()).expect(204));
  }

  @Test
  void aBan() {
    gone(
        () ->
            guild.owner().rest().put(guild.path() + "/bans/" + member.id(), Map.of()).expect(204));
  }

  @Test
  void aTimeout() {
    var messages = "/channels/" + guild.general() + "/messages";
    member.rest().post(messages, Map.of("content", "before")).expect(200);
    guild
        .owner()
        .rest()
        .patch(
            guild.path() + "/members/" + member.id(),
            Map.of("communication_disabled_until", Instant.now().plusSeconds(600).toString()))
        .expect(200);
    Await.until(
        "sending is refused",
        IN_FORCE,
        () -> member.rest().post(messages, Map.of("content", "after")).status() == 403);
    member.rest().get(messages).expect(200);
  }

  private void hidden(long room, Runnable revocation) {
    try (var client = GatewayClient.of(member.token());
        var absent = GatewayClient.of(member.token())) {
      say(room, "before");
      client.event("MESSAGE_CREATE");
      absent.event("MESSAGE_CREATE");
      absent.cut();
      revocation.run();
      Await.until(
          "REST refuses", IN_FORCE, () -> member.rest().get("/channels/" + room).status() == 403);
      say(room, "secret");
      say(guild.general(), "open");
      hearsOnly(client, List.of("before", "open"));
      try (var back = resumed(absent)) {
        hearsOnly(back, List.of("open"));
      }
    }
  }

  private void gone(Runnable revocation) {
    try (var client = GatewayClient.of(member.token());
        var absent = GatewayClient.of(member.token())) {
      say(guild.general(), "before");
      client.event("MESSAGE_CREATE");
      absent.event("MESSAGE_CREATE");
      absent.cut();
      revocation.run();
      client.event("GUILD_DELETE");
      Await.until(
          "REST knows no such guild",
          IN_FORCE,
          () -> member.rest().get(guild.path()).status() == 404);
      say(guild.general(), "secret");
      try (var back = resumed(absent)) {
        back.event("RESUMED");
        assertThat(back.events("MESSAGE_CREATE")).isEmpty();
      }
      assertThat(client.events("MESSAGE_CREATE")).hasSize(1);
    }
  }

  private GatewayClient resumed(GatewayClient before) {
    var client = GatewayClient.connect();
    client.send(
        6, Map.of("token", member.token(), "session_id", before.sessionId(), "seq", before.seq()));
    return client;
  }

  /// The last of them comes, and nothing else before it.
  private static void hearsOnly(GatewayClient client, List<String> contents) {
    client.event("MESSAGE_CREATE", m -> m.path("content").asText().equals(contents.getLast()));
    assertThat(client.events("MESSAGE_CREATE"))
        .extracting(m -> m.path("content").asText())
        .containsExactlyElementsOf(contents);
  }

  private void say(long channelId, String content) {
    guild
        .owner()
        .rest()
        .post("/channels/" + channelId + "/messages", Map.of("content", content))
        .expect(200);
  }
}
