package chat.maru.gateway;

import static chat.maru.gateway.SessionIT.say;
import static chat.maru.gateway.SessionIT.says;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.Bot;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.RoleOf;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ChannelSightIT {
  private static final long VIEW = 1 << 10;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LIBRARY = 1 | 1 << 9 | 1 << 15;

  @Test
  void aBotThatIsLetInGetsTheChannelThenItsMessages() {
    var guild = GuildOf.someone();
    var bot = Bot.in(guild);
    var hidden = guild.hidden();
    try (var client = GatewayClient.of(bot.token(), LIBRARY);
        var owner = GatewayClient.of(guild.owner().token())) {
      assertThat(ids(client.event("GUILD_CREATE").path("channels")))
          .doesNotContain(Long.toString(hidden));
      owner.event("GUILD_CREATE");
      letIn(guild, hidden, roleOf(guild, bot), 0);
      say(owner, hidden, "welcome");
      client.event("MESSAGE_CREATE", m -> says(m, "welcome"));
      assertThat(told(client, hidden)).containsExactly("CHANNEL_CREATE", "MESSAGE_CREATE");
      var create = client.event("CHANNEL_CREATE", c -> is(c, hidden));
      assertThat(create.path("name").asText()).isEqualTo("hidden");
      assertThat(create.path("permission_overwrites")).hasSize(2);
      owner.event("MESSAGE_CREATE", m -> says(m, "welcome"));
      assertThat(told(owner, hidden)).containsExactly("CHANNEL_UPDATE", "MESSAGE_CREATE");
    }
  }

  @Test
  void aRoleGivenShowsItsChannelsAndTakenHidesThem() {
    var guild = GuildOf.someone();
    var member = guild.member();
    var other = guild.member();
    var role = RoleOf.granting(guild, 0);
    var hidden = guild.hidden();
    letIn(guild, hidden, role.id(), 0);
    try (var first = GatewayClient.of(member.token());
        var second = GatewayClient.of(member.token());
        var blind = GatewayClient.of(other.token());
        var owner = GatewayClient.of(guild.owner().token())) {
      ready(first, second, blind, owner);
      role.to(member);
      say(owner, hidden, "in");
      for (var client : List.of(first, second)) {
        client.event("MESSAGE_CREATE", m -> says(m, "in"));
        assertThat(told(client, hidden)).containsExactly("CHANNEL_CREATE", "MESSAGE_CREATE");
      }
      role.from(member);
      say(owner, hidden, "secret");
      for (var client : List.of(first, second)) {
        var gone = client.event("CHANNEL_DELETE", c -> is(c, hidden));
        assertThat(gone.path("guild_id").asLong()).isEqualTo(guild.id());
        assertThat(gone.path("type").isInt()).isTrue();
      }
      settle(guild, owner, first, second, blind);
      for (var client : List.of(first, second)) {
        assertThat(told(client, hidden))
            .containsExactly("CHANNEL_CREATE", "MESSAGE_CREATE", "CHANNEL_DELETE");
      }
      assertThat(told(blind, hidden)).isEmpty();
      assertThat(told(owner, hidden)).containsExactly("MESSAGE_CREATE", "MESSAGE_CREATE");
    }
  }

  @Test
  void whatARoleGrantsShowsAndHidesEveryChannel() {
    var guild = GuildOf.someone();
    var member = guild.member();
    try (var client = GatewayClient.of(member.token());
        var owner = GatewayClient.of(guild.owner().token())) {
      ready(client, owner);
      var before = permissionsOfEveryone(guild);
      grant(guild, before & ~VIEW);
      client.event("CHANNEL_DELETE", c -> is(c, guild.general()));
      say(owner, guild.general(), "secret");
      owner.event("MESSAGE_CREATE", m -> says(m, "secret"));
      grant(guild, before);
      say(owner, guild.general(), "open");
      client.event("MESSAGE_CREATE", m -> says(m, "open"));
      assertThat(told(client, guild.general()))
          .containsExactly("CHANNEL_DELETE", "CHANNEL_CREATE", "MESSAGE_CREATE");
      assertThat(told(owner, guild.general())).doesNotContain("CHANNEL_CREATE", "CHANNEL_DELETE");
    }
  }

  @Test
  void anOverwriteThatHidesTakesTheChannelAway() {
    var guild = GuildOf.someone();
    var member = guild.member();
    var channel = guild.channel(Map.of("name", "open"));
    try (var client = GatewayClient.of(member.token());
        var deaf = GatewayClient.of(Bot.in(guild).token(), 1 << 9);
        var owner = GatewayClient.of(guild.owner().token())) {
      ready(client, owner);
      guild
          .owner()
          .rest()
          .patch(
              "/channels/" + channel,
              Map.of(
                  "name",
                  "plans",
                  "permission_overwrites",
                  List.of(Map.of("id", Long.toString(guild.id()), "type", 0, "deny", "1024"))))
          .expect(200);
      say(owner, channel, "secret");
      settle(guild, owner, client);
      assertThat(told(client, channel)).containsExactly("CHANNEL_DELETE");
      assertThat(client.events("CHANNEL_DELETE").toString()).doesNotContain("plans");
      assertThat(told(owner, channel)).containsExactly("CHANNEL_UPDATE", "MESSAGE_CREATE");

      letIn(guild, channel, member.id(), 1);
      say(owner, channel, "again");
      client.event("MESSAGE_CREATE", m -> says(m, "again"));
      guild.owner().rest().delete("/channels/" + channel).expect(200);
      client.event("CHANNEL_DELETE", c -> c.path("name").asText().equals("plans"));
      assertThat(told(client, channel))
          .containsExactly("CHANNEL_DELETE", "CHANNEL_CREATE", "MESSAGE_CREATE", "CHANNEL_DELETE");
      assertThat(deaf.types())
          .contains("MESSAGE_CREATE")
          .doesNotContain("CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE");
    }
  }

  @Test
  void aNewOwnerGetsWhatIsHidden() {
    var guild = GuildOf.someone();
    var heir = guild.member();
    var hidden = guild.hidden();
    try (var client = GatewayClient.of(heir.token());
        var owner = GatewayClient.of(guild.owner().token())) {
      ready(client, owner);
      guild
          .owner()
          .rest()
          .patch(guild.path(), Map.of("owner_id", Long.toString(heir.id())))
          .expect(200);
      client.event("CHANNEL_CREATE", c -> is(c, hidden));
      owner.event("CHANNEL_DELETE", c -> is(c, hidden));
      say(client, hidden, "mine");
      client.event("MESSAGE_CREATE", m -> says(m, "mine"));
      settle(guild, client, owner);
      assertThat(told(client, hidden)).containsExactly("CHANNEL_CREATE", "MESSAGE_CREATE");
      assertThat(told(owner, hidden)).containsExactly("CHANNEL_DELETE");
    }
  }

  @Test
  void whatChangesNothingShowsNothing() {
    var guild = GuildOf.someone();
    var member = guild.member();
    var role = RoleOf.granting(guild, 0);
    var hidden = guild.hidden();
    try (var client = GatewayClient.of(member.token());
        var owner = GatewayClient.of(guild.owner().token())) {
      ready(client, owner);
      role.to(member);
      guild.owner().rest().patch(role.path(), Map.of("name", "Renamed")).expect(200);
      guild.owner().rest().patch("/channels/" + hidden, Map.of("name", "den")).expect(200);
      var made = guild.channel(Map.of("name", "made"));
      settle(guild, owner, client);
      assertThat(told(client, hidden)).isEmpty();
      assertThat(told(client, guild.general())).containsExactly("MESSAGE_CREATE");
      assertThat(told(client, made)).containsExactly("CHANNEL_CREATE");
      assertThat(told(owner, made)).containsExactly("CHANNEL_CREATE");
    }
  }

  @Test
  void whoComesBackIsToldWhatWasShownAndHiddenMeanwhile() {
    var guild = GuildOf.someone();
    var member = guild.member();
    var role = RoleOf.granting(guild, 0);
    var gained = guild.hidden();
    var lost = guild.channel(Map.of("name", "lost"));
    letIn(guild, gained, role.id(), 0);
    var client = GatewayClient.of(member.token());
    try (var owner = GatewayClient.of(guild.owner().token())) {
      ready(client, owner);
      client.cut();
      say(owner, lost, "before it was hidden");
      owner.event("MESSAGE_CREATE", m -> says(m, "before it was hidden"));
      role.to(member);
      shut(guild, lost);
      say(owner, gained, "shown");
      say(owner, lost, "hidden");
      owner.event("MESSAGE_CREATE", m -> says(m, "hidden"));
      try (var back = GatewayClient.connect()) {
        back.op(10);
        back.resume(member.token(), client.sessionId(), client.seq());
        back.event("RESUMED");
        back.event("MESSAGE_CREATE", m -> says(m, "shown"));
        settle(guild, owner, back);
        assertThat(told(back, gained)).containsExactly("CHANNEL_CREATE", "MESSAGE_CREATE");
        assertThat(told(back, lost)).containsExactly("CHANNEL_DELETE");
      }
    }
  }

  /// Sight that comes and goes while somebody talks: at each moment the client gets messages only
  /// of a channel that it knows, and each channel's events are CREATE, messages, DELETE in turns.
  @Test
  void everyTurnIsToldInOrder() {
    var guild = GuildOf.someone();
    var member = guild.member();
    var role = RoleOf.granting(guild, 0);
    var hidden = guild.hidden();
    letIn(guild, hidden, role.id(), 0);
    try (var client = GatewayClient.of(member.token());
        var owner = GatewayClient.of(guild.owner().token())) {
      ready(client, owner);
      for (var turn = 0; turn < 5; turn++) {
        var text = "turn " + turn;
        role.to(member);
        say(owner, hidden, text);
        client.event("MESSAGE_CREATE", m -> says(m, text));
        role.from(member);
        say(owner, hidden, "secret " + turn);
        owner.event("MESSAGE_CREATE", m -> says(m, text.replace("turn", "secret")));
      }
      settle(guild, owner, client);
      Await.until("the last turn", PATIENCE, () -> told(client, hidden).size() >= 15);
      assertThat(String.join(" ", told(client, hidden)))
          .isEqualTo("CHANNEL_CREATE MESSAGE_CREATE CHANNEL_DELETE ".repeat(5).strip());
    }
  }

  private static void ready(GatewayClient... clients) {
    for (var client : clients) {
      client.event("GUILD_CREATE");
    }
  }

  /// One order for all: what these had got before is there when this is done.
  private static void settle(GuildOf guild, GatewayClient speaker, GatewayClient... clients) {
    say(speaker, guild.general(), "settled");
    for (var client : clients) {
      client.event("MESSAGE_CREATE", m -> says(m, "settled"));
    }
  }

  private static void letIn(GuildOf guild, long channelId, long targetId, int type) {
    guild
        .owner()
        .rest()
        .put(
            "/channels/" + channelId + "/permissions/" + targetId,
            Map.of("type", type, "allow", Long.toString(VIEW)))
        .expect(204);
  }

  private static void shut(GuildOf guild, long channelId) {
    guild
        .owner()
        .rest()
        .put(
            "/channels/" + channelId + "/permissions/" + guild.id(),
            Map.of("type", 0, "deny", Long.toString(VIEW)))
        .expect(204);
  }

  private static long permissionsOfEveryone(GuildOf guild) {
    return new RoleOf(guild, guild.id()).json().path("permissions").asLong();
  }

  private static void grant(GuildOf guild, long permissions) {
    guild
        .owner()
        .rest()
        .patch(
            guild.path() + "/roles/" + guild.id(),
            Map.of("permissions", Long.toString(permissions)))
        .expect(200);
  }

  private static long roleOf(GuildOf guild, Bot bot) {
    return guild
        .owner()
        .rest()
        .get(guild.path() + "/members/" + bot.id())
        .expect(200)
        .path("roles")
        .get(0)
        .asLong();
  }

  private static boolean is(JsonNode channel, long id) {
    return channel.path("id").asLong() == id;
  }

  private static List<String> ids(JsonNode channels) {
    return StreamSupport.stream(channels.spliterator(), false)
        .map(channel -> channel.path("id").asText())
        .toList();
  }

  /// What a client was told of one channel, in order.
  private static List<String> told(GatewayClient client, long channelId) {
    return client.frames().stream()
        .filter(frame -> frame.path("op").asInt() == 0)
        .filter(
            frame ->
                is(frame.path("d"), channelId)
                    || frame.path("d").path("channel_id").asLong() == channelId)
        .map(frame -> frame.path("t").asText())
        .toList();
  }
}
