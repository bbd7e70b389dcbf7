package chat.maru.presence;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypingIT {
  private static final long GUILDS = 1;

  @Test
  void thoseWhoSeeTheChannelAreTold() {
    var guild = GuildOf.someone();
    var member = guild.member();
    var hidden = guild.hidden();
    try (var owner = GatewayClient.of(guild.owner().token());
        var other = GatewayClient.of(member.token());
        var deaf = GatewayClient.of(member.token(), GUILDS)) {
      for (var each : List.of(owner, other, deaf)) {
        each.event("GUILD_CREATE");
      }
      guild.owner().rest().post("/channels/" + hidden + "/typing", Map.of()).expect(204);
      owner.event("TYPING_START", start -> start.path("channel_id").asLong() == hidden);
      member.rest().post("/channels/" + guild.general() + "/typing", Map.of()).expect(204);
      var start =
          owner.event("TYPING_START", s -> s.path("channel_id").asLong() == guild.general());
      assertThat(start.path("user_id").asLong()).isEqualTo(member.id());
      assertThat(start.path("guild_id").asLong()).isEqualTo(guild.id());
      assertThat(start.path("member").path("user").path("id").asLong()).isEqualTo(member.id());
      assertThat(start.path("timestamp").isIntegralNumber()).isTrue();
      assertThat(Instant.ofEpochSecond(start.path("timestamp").asLong()))
          .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
      other.event("TYPING_START");
      assertThat(other.events("TYPING_START")).hasSize(1);
      guild.owner().rest().patch(guild.path(), Map.of("name", "Later")).expect(200);
      deaf.event("GUILD_UPDATE");
      assertThat(deaf.types()).doesNotContain("TYPING_START");
    }
  }

  @Test
  void inARoomItsPeopleAreTold() {
    var one = Person.register();
    var two = Person.register();
    var room = one.directWith(two);
    try (var other = GatewayClient.of(two.token())) {
      other.event("READY");
      Await.until(
          "typing was told",
          () -> {
            one.rest().post("/channels/" + room + "/typing", Map.of()).expect(204);
            return !other.events("TYPING_START").isEmpty();
          });
      var start = other.events("TYPING_START").getFirst();
      assertThat(start.has("guild_id")).isFalse();
      assertThat(start.has("member")).isFalse();
      assertThat(start.path("user_id").asLong()).isEqualTo(one.id());
    }
  }

  @Test
  void whoMayNotWriteIsRefused() {
    var guild = GuildOf.someone();
    var member = guild.member();
    var quiet =
        guild.channel(
            Map.of(
                "name",
                "quiet",
                "permission_overwrites",
                List.of(Map.of("id", Long.toString(guild.id()), "type", 0, "deny", "2048"))));
    member.rest().post("/channels/" + quiet + "/typing", Map.of()).refused(403, 50013);
    member.rest().post("/channels/" + guild.hidden() + "/typing", Map.of()).refused(403, 50001);
    Person.register()
        .rest()
        .post("/channels/" + guild.general() + "/typing", Map.of())
        .refused(404, 10003);
    Rest.anonymous().post("/channels/" + guild.general() + "/typing", Map.of()).expect(401);
    member.rest().post("/channels/x/typing", Map.of()).refused(400, 50035);
  }
}
