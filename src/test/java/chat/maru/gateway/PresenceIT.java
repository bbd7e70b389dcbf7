package chat.maru.gateway;

import static chat.maru.gateway.SessionIT.say;
import static chat.maru.gateway.SessionIT.says;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.presence.Presences;
import chat.maru.testkit.Await;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Maru;
import chat.maru.testkit.Person;
import chat.maru.testkit.Services;
import jakarta.enterprise.inject.spi.CDI;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class PresenceIT {
  @BeforeAll
  static void start() {
    Maru.url();
  }

  @Test
  void comingGoingAndWishesAreSeenByThoseWhoShareAGuild() {
    var guild = GuildOf.someone();
    var member = guild.member();
    try (var owner = GatewayClient.of(guild.owner().token());
        var stranger = GatewayClient.of(Person.register().token())) {
      owner.event("GUILD_CREATE");
      var client = GatewayClient.of(member.token());
      owner.event(
          "PRESENCE_UPDATE", p -> of(p, member) && p.path("status").asText().equals("online"));
      client.send(
          3,
          Map.of(
              "status",
              "dnd",
              "activities",
              List.of(Map.of("name", "x", "type", 0)),
              "afk",
              false));
      var busy =
          owner.event(
              "PRESENCE_UPDATE", p -> of(p, member) && p.path("status").asText().equals("dnd"));
      assertThat(busy.path("activities").get(0).has("created_at")).isTrue();
      assertThat(busy.path("guild_id").asLong()).isEqualTo(guild.id());
      try (var redis = redis()) {
        var key = "presence:user:" + member.id();
        assertThat(redis.ttl(key)).isBetween(40L, 60L);
        assertThat(redis.hgetAll(key)).containsKeys("status", "serverId", "lastSeenAt");
      }
      client.close(1000);
      owner.event(
          "PRESENCE_UPDATE", p -> of(p, member) && p.path("status").asText().equals("offline"));
      assertThat(online(member)).isFalse();
      assertThat(stranger.types()).containsExactly("READY");
    }
  }

  @Test
  void severalClientsOfAUserAreSeenAsOne() {
    var guild = GuildOf.someone();
    var member = guild.member();
    try (var owner = GatewayClient.of(guild.owner().token())) {
      owner.event("GUILD_CREATE");
      var desk = GatewayClient.identified(member.token(), presence("idle", "Discord Client"));
      owner.event("PRESENCE_UPDATE", p -> of(p, member) && clients(p).equals("{desktop=idle}"));
      var phone = GatewayClient.identified(member.token(), presence("online", "Discord iOS"));
      var both =
          owner.event(
              "PRESENCE_UPDATE",
              p -> of(p, member) && clients(p).equals("{desktop=idle, mobile=online}"));
      assertThat(both.path("status").asText()).isEqualTo("online");

      phone.close(1000);

      var left =
          owner.frame(
              "idle again",
              f ->
                  f.path("t").asText().equals("PRESENCE_UPDATE")
                      && f.path("s").asInt() > seqOf(owner, both)
                      && clients(f.path("d")).equals("{desktop=idle}"));
      assertThat(left.path("d").path("status").asText()).isEqualTo("idle");
      desk.close(1000);
      owner.event("PRESENCE_UPDATE", p -> of(p, member) && clients(p).equals("{}"));
    }
  }

  @Test
  void thoseWhoAreThereAreCounted() {
    var guild = GuildOf.someone();
    var member = guild.member();
    assertThat(there(guild)).isZero();
    try (var owner = GatewayClient.of(guild.owner().token())) {
      Await.until("one", () -> there(guild) == 1);
      var client = GatewayClient.of(member.token());
      Await.until("two", () -> there(guild) == 2);
      client.send(3, Map.of("status", "invisible", "activities", List.of(), "afk", false));
      Await.until("one is not seen", () -> there(guild) == 1);
      client.close(1000);
      owner.close(1000);
      Await.until("none", () -> there(guild) == 0);
    }
    var mine = guild.owner().rest().get("/users/@me/guilds?with_counts=true").expect(200);
    assertThat(mine.path(0).path("approximate_presence_count").isInt()).isTrue();
  }

  private static int there(GuildOf guild) {
    var body = guild.owner().rest().get(guild.path() + "?with_counts=true").expect(200);
    assertThat(body.path("approximate_member_count").asInt()).isPositive();
    return body.path("approximate_presence_count").asInt(-1);
  }

  @Test
  void aClientThatComesBackAtOnceWasNeverAway() {
    var guild = GuildOf.someone();
    var member = guild.member();
    try (var owner = GatewayClient.of(guild.owner().token())) {
      owner.event("GUILD_CREATE");
      var client = GatewayClient.of(member.token());
      owner.event("PRESENCE_UPDATE", p -> of(p, member));
      var session = client.sessionId();
      var seq = client.seq();
      client.cut();
      try (var again = GatewayClient.connect()) {
        again.resume(member.token(), session, seq).event("RESUMED");
        again.send(3, Map.of("status", "dnd", "activities", List.of(), "afk", false));
        owner.event(
            "PRESENCE_UPDATE", p -> of(p, member) && p.path("status").asText().equals("dnd"));
        assertThat(owner.events("PRESENCE_UPDATE"))
            .filteredOn(p -> of(p, member))
            .noneMatch(p -> p.path("status").asText().equals("offline"));
      }
    }
  }

  private static Map<String, Object> presence(String status, String browser) {
    return Map.of(
        "presence",
        Map.of("status", status, "activities", List.of(), "afk", false),
        "properties",
        Map.of("os", "test", "browser", browser));
  }

  private static String clients(com.fasterxml.jackson.databind.JsonNode presence) {
    var byKind = new java.util.TreeMap<String, String>();
    presence
        .path("client_status")
        .properties()
        .forEach(kind -> byKind.put(kind.getKey(), kind.getValue().asText()));
    return byKind.toString();
  }

  private static int seqOf(GatewayClient client, com.fasterxml.jackson.databind.JsonNode event) {
    return client.frames().stream()
        .filter(frame -> frame.path("d").equals(event))
        .mapToInt(frame -> frame.path("s").asInt())
        .max()
        .orElseThrow();
  }

  /// Some libraries write `since` with a fraction, and activities with empty parts.
  @Test
  void whatLibrariesSendIsUnderstood() {
    var guild = GuildOf.someone();
    var member = guild.member();
    try (var owner = GatewayClient.of(guild.owner().token());
        var client = GatewayClient.of(member.token())) {
      client.text(
          """
          {"op":3,"d":{"activities":[{"type":0,"name":"x","timestamps":{},"platform":null,\
          "assets":{}}],"afk":false,"since":0.0,"status":"dnd"}}""");
      owner.event("PRESENCE_UPDATE", p -> of(p, member) && p.path("status").asText().equals("dnd"));
      client.text("{\"op\":3,\"d\":{\"since\":1795797244347.5,\"status\":\"idle\"}}");
      owner.event(
          "PRESENCE_UPDATE", p -> of(p, member) && p.path("status").asText().equals("idle"));
    }
  }

  @Test
  void aStatusThatThereIsNotCloses() {
    try (var client = GatewayClient.of(Person.register().token())) {
      assertThat(client.send(3, Map.of("status", "sleepy")).closeCode()).isEqualTo(4002);
    }
  }

  @Test
  void flushedRedisForgetsPresenceForAWhileAndNothingElse() {
    var guild = GuildOf.someone();
    try (var client = GatewayClient.of(guild.owner().token())) {
      client.event("GUILD_CREATE");
      Await.until("online", () -> online(guild.owner()));
      try (var redis = redis()) {
        redis.flushAll();
      }
      say(client, guild.general(), "still here");
      client.event("MESSAGE_CREATE", m -> says(m, "still here"));
      Await.until("online again", Duration.ofSeconds(30), () -> online(guild.owner()));
    }
  }

  @Test
  void messagesFlowWhileRedisIsAwayAndPresenceComesBackWithIt() {
    var guild = GuildOf.someone();
    var member = guild.member();
    try (var client = GatewayClient.of(guild.owner().token())) {
      client.event("GUILD_CREATE");
      Services.stopRedis();
      try (var other = GatewayClient.of(member.token())) {
        other.event("GUILD_CREATE");
        say(client, guild.general(), "without redis");
        other.event("MESSAGE_CREATE", m -> says(m, "without redis"));
        assertThat(online(member)).isFalse();
        Services.startRedis();
        Await.until("online", Duration.ofSeconds(30), () -> online(member));
        other.send(3, Map.of("status", "idle", "activities", List.of(), "afk", false));
        client.event(
            "PRESENCE_UPDATE", p -> of(p, member) && p.path("status").asText().equals("idle"));
      }
    } finally {
      Services.startRedis();
    }
  }

  private static boolean of(com.fasterxml.jackson.databind.JsonNode presence, Person person) {
    return presence.path("user").path("id").asLong() == person.id();
  }

  private static boolean online(Person person) {
    return CDI.current()
        .select(Presences.class)
        .get()
        .online(List.of(person.id()))
        .contains(person.id());
  }

  private static Jedis redis() {
    return new Jedis(URI.create(Services.get().get("maru.redis.url")));
  }
}
