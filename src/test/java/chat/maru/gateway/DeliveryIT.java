package chat.maru.gateway;

import static chat.maru.gateway.SessionIT.say;
import static chat.maru.gateway.SessionIT.says;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.Bot;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryIT {
  private static final int BURST = 1_000;

  @Test
  void aMessageIsAcknowledgedAndSeenByThoseWhoMay() {
    var guild = GuildOf.someone();
    var member = guild.member();
    var hidden = guild.hidden();
    try (var owner = GatewayClient.of(guild.owner().token());
        var other = GatewayClient.of(member.token());
        var stranger = GatewayClient.of(Person.register().token())) {
      assertThat(other.event("GUILD_CREATE").path("channels").findValuesAsText("id"))
          .doesNotContain(Long.toString(hidden));
      say(owner, hidden, "secret");
      say(owner, guild.general(), "open");
      assertThat(owner.op(1001).path("d").path("status").asText()).isEqualTo("ACCEPTED");
      owner.event("MESSAGE_CREATE", m -> says(m, "secret"));
      other.event("MESSAGE_CREATE", m -> says(m, "open"));
      // one order for all: what the other had got before would be there by now
      assertThat(other.events("MESSAGE_CREATE")).hasSize(1);
      assertThat(stranger.types()).containsExactly("READY");
    }
  }

  @Test
  void refusalsAndDuplicatesReachTheSender() {
    var guild = GuildOf.someone();
    var member = guild.member();
    var hidden = guild.hidden();
    try (var client = GatewayClient.of(member.token())) {
      say(client, hidden, "no");
      var refusal = client.op(1001).path("d");
      assertThat(refusal.path("status").asText()).isEqualTo("REFUSED");
      assertThat(refusal.path("code").asInt()).isEqualTo(50_001);
      say(client, guild.general(), "twice");
      say(client, guild.general(), "twice");
      var told =
          client.frame("duplicate", f -> f.path("d").path("status").asText().equals("DUPLICATE"));
      assertThat(told.path("d").path("id").asText())
          .isEqualTo(client.event("MESSAGE_CREATE").path("id").asText());
      say(client, guild.general(), "after");
      client.event("MESSAGE_CREATE", m -> says(m, "after"));
      assertThat(client.events("MESSAGE_CREATE")).hasSize(2);
    }
  }

  /// A client that is ahead of the server is slowed down, not cut: it would come back with all that
  /// is undecided, and be cut again.
  @Test
  void aBurstOfMessagesIsAnsweredToTheLast() {
    var guild = GuildOf.someone();
    try (var client = GatewayClient.of(guild.owner().token())) {
      for (var n = 0; n < BURST; n++) {
        say(client, guild.general(), "burst " + n);
      }
      Await.until(
          "each has an answer",
          () ->
              client.frames().stream().filter(f -> f.path("op").asInt() == 1001).count() >= BURST);
      assertThat(client.isOpen()).isTrue();
    }
  }

  /// Or the session could neither be noted for other nodes nor sent away, until it ends.
  @Test
  void nothingIsReadAnyMoreForAGuildThatIsLeft() {
    var guild = GuildOf.someone();
    var member = guild.member();
    try (var client = GatewayClient.of(member.token())) {
      client.event("GUILD_CREATE");
      var sessions = CDI.current().select(Sessions.class).get();
      var session = sessions.find(client.sessionId()).orElseThrow();
      session.pins().add(guild.id(), 0);
      guild.owner().rest().delete(guild.path() + "/members/" + member.id()).expect(204);
      client.event("GUILD_DELETE");
      assertThat(session.pins().isEmpty()).isTrue();
    }
  }

  @Test
  void intentsAndContentAreHeldBack() {
    var guild = GuildOf.someone();
    var bot = Bot.in(guild);
    try (var deaf = GatewayClient.of(bot.token(), 1);
        var blind = GatewayClient.of(bot.token(), 1 | 1 << 9);
        var reads = GatewayClient.of(bot.token(), 1 | 1 << 9 | 1 << 15);
        var owner = GatewayClient.of(guild.owner().token())) {
      say(owner, guild.general(), "plain");
      say(owner, guild.general(), "<@" + bot.id() + "> called");
      reads.event("MESSAGE_CREATE", m -> says(m, "plain"));
      blind.event("MESSAGE_CREATE", m -> m.path("content").asText().endsWith("called"));
      assertThat(blind.events("MESSAGE_CREATE").getFirst().path("content").asText()).isEmpty();
      assertThat(deaf.types()).containsExactly("READY", "GUILD_CREATE");
    }
  }

  @Test
  void whoJoinsGetsTheGuildAndWhoLeavesLosesIt() {
    var guild = GuildOf.someone();
    var guest = Person.register();
    try (var owner = GatewayClient.of(guild.owner().token());
        var client = GatewayClient.of(guest.token())) {
      owner.event("GUILD_CREATE");
      guild.lets(guest);
      assertThat(client.event("GUILD_CREATE").path("id").asLong()).isEqualTo(guild.id());
      owner.event("GUILD_MEMBER_ADD", m -> m.path("user").path("id").asLong() == guest.id());
      say(owner, guild.general(), "welcome");
      client.event("MESSAGE_CREATE", m -> says(m, "welcome"));

      guest.rest().delete("/users/@me/guilds/" + guild.id()).expect(204);
      client.event("GUILD_DELETE");
      owner.event("GUILD_MEMBER_REMOVE");
      say(owner, guild.general(), "gone");
      owner.event("MESSAGE_CREATE", m -> says(m, "gone"));
      assertThat(client.types())
          .containsExactly("READY", "GUILD_CREATE", "MESSAGE_CREATE", "GUILD_DELETE");

      guild.owner().rest().delete(guild.path()).expect(204);
      assertThat(owner.event("GUILD_DELETE").path("id").asLong()).isEqualTo(guild.id());
    }
  }

  @Test
  void channelsAndSettingsAreTold() {
    var guild = GuildOf.someone();
    var member = guild.member();
    try (var client = GatewayClient.of(member.token())) {
      client.event("GUILD_CREATE");
      var channel = guild.channel(Map.of("name", "news"));
      client.event("CHANNEL_CREATE", c -> c.path("id").asLong() == channel);
      guild.owner().rest().patch("/channels/" + channel, Map.of("name", "olds")).expect(200);
      client.event("CHANNEL_UPDATE", c -> c.path("name").asText().equals("olds"));
      guild.owner().rest().delete("/channels/" + channel).expect(200);
      client.event("CHANNEL_DELETE", c -> c.path("id").asLong() == channel);
      guild.owner().rest().patch(guild.path(), Map.of("name", "Renamed")).expect(200);
      client.event("GUILD_UPDATE", g -> g.path("name").asText().equals("Renamed"));
    }
  }

  @Test
  void membersComeInChunks() {
    var guild = GuildOf.someone();
    var member = guild.member();
    try (var client = GatewayClient.of(guild.owner().token())) {
      client.event("GUILD_CREATE");
      client.text(
          "{\"op\":8,\"d\":{\"guild_id\":[%d],\"user_ids\":[%d,\"1\"],\"limit\":0,\"nonce\":\"n\"}}"
              .formatted(guild.id(), member.id()));
      var some = client.event("GUILD_MEMBERS_CHUNK");
      assertThat(some.path("members").findValuesAsText("id"))
          .containsExactly(Long.toString(member.id()));
      assertThat(some.path("not_found").get(0).asText()).isEqualTo("1");
      client.send(
          8,
          Map.of("guild_id", Long.toString(guild.id()), "query", "", "limit", 0, "nonce", "all"));
      var all = client.event("GUILD_MEMBERS_CHUNK", c -> c.path("nonce").asText().equals("all"));
      assertThat(all.path("members")).hasSize(2);
      assertThat(all.path("chunk_count").asInt()).isEqualTo(1);
    }
  }

  @Test
  void shardsSplitTheGuilds() {
    var guild = GuildOf.someone();
    var bot = Bot.in(guild);
    var mine = (int) ((guild.id() >> 22) % 2);
    try (var first =
            GatewayClient.identified(
                bot.token(), Map.of("intents", 1, "shard", java.util.List.of(mine, 2)));
        var second =
            GatewayClient.identified(
                bot.token(), Map.of("intents", 1, "shard", java.util.List.of(1 - mine, 2)))) {
      assertThat(first.event("READY").path("guilds")).hasSize(1);
      assertThat(second.event("READY").path("guilds")).isEmpty();
    }
  }

  @Test
  void roomsAreHeardByTheirMembersAlone() {
    var maker = Person.register();
    var guest = Person.register();
    var room =
        maker.rest().post("/rooms", Map.of("name", "Kitchen")).expect(201).path("id").asLong();
    try (var client = GatewayClient.of(maker.token());
        var other = GatewayClient.of(guest.token())) {
      assertThat(client.event("READY").path("private_channels").findValuesAsText("id"))
          .contains(Long.toString(room));
      say(client, room, "alone");
      client.event("MESSAGE_CREATE", m -> says(m, "alone"));
      guest.rest().post("/rooms/" + room + "/join", Map.of()).expect(200);
      other.event("CHANNEL_CREATE", c -> c.path("id").asLong() == room);
      client.event("CHANNEL_RECIPIENT_ADD");
      say(client, room, "together");
      other.event("MESSAGE_CREATE", m -> says(m, "together"));
      guest.rest().post("/rooms/" + room + "/leave", Map.of());
      other.event("CHANNEL_DELETE");
      say(client, room, "alone again");
      client.event("MESSAGE_CREATE", m -> says(m, "alone again"));
      assertThat(other.events("MESSAGE_CREATE")).hasSize(1);
    }
  }

  @Test
  void roomsTellWhetherTheyAreHeard() {
    var guild = GuildOf.someone();
    try (var client = GatewayClient.of(guild.owner().token())) {
      client.send(1002, Map.of("channel_id", Long.toString(guild.general())));
      assertThat(client.op(1002).path("d").path("status").asText()).isEqualTo("JOINED");
      client.send(1002, Map.of("channel_id", "1"));
      client.frame("refusal", f -> f.path("d").path("status").asText().equals("REFUSED"));
    }
  }
}
