package chat.maru.channel.thread;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Bot;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThreadMembersIT {
  @Test
  void membersJoinAndLeave() {
    var guild = GuildOf.someone();
    var member = guild.member();
    var path = "/channels/" + thread(guild, Map.of("name", "t", "type", 11)) + "/thread-members";
    try (var client = GatewayClient.of(member.token())) {
      client.event("GUILD_CREATE");
      member.rest().put(path + "/@me", Map.of()).expect(204);
      member.rest().put(path + "/@me", Map.of()).expect(204);
      client.event("THREAD_MEMBER_UPDATE");
      assertThat(client.types().stream().filter(type -> type.startsWith("THREAD_")))
          .containsExactly("THREAD_CREATE", "THREAD_MEMBERS_UPDATE", "THREAD_MEMBER_UPDATE");
      var change = client.event("THREAD_MEMBERS_UPDATE");
      assertThat(change.path("member_count").asInt()).isEqualTo(2);
      member.rest().delete(path + "/@me").expect(204);
      var gone = client.event("THREAD_MEMBERS_UPDATE", c -> c.has("removed_member_ids"));
      assertThat(gone.path("member_count").asInt()).isEqualTo(1);
      assertThat(client.events("THREAD_MEMBERS_UPDATE")).hasSize(2);
    }
    member.rest().get(path + "/@me").refused(404, 10007);
    member.rest().put(path + "/@me", Map.of()).expect(204);
    var all = member.rest().get(path).expect(200);
    assertThat(all).hasSize(2);
    assertThat(all.get(0).has("member")).isFalse();
    var page = member.rest().get(path + "?with_member=true&limit=1").expect(200);
    assertThat(page).hasSize(1);
    assertThat(page.get(0).path("member").path("user").path("id").asLong())
        .isEqualTo(guild.owner().id());
    var next = member.rest().get(path + "?limit=1&after=" + guild.owner().id()).expect(200);
    assertThat(next.get(0).path("user_id").asLong()).isEqualTo(member.id());
    var one = member.rest().get(path + "/" + member.id() + "?with_member=true").expect(200);
    assertThat(one.path("member").path("user").path("id").asLong()).isEqualTo(member.id());
  }

  @Test
  void othersAreBroughtAndTakenByThoseWhoMay() {
    var guild = GuildOf.someone();
    var maker = guild.member();
    var friend = guild.member();
    var closed = Map.<String, Object>of("name", "t", "invitable", false);
    var id =
        maker
            .rest()
            .post("/channels/" + guild.general() + "/threads", closed)
            .expect(201)
            .path("id")
            .asText();
    var path = "/channels/" + id + "/thread-members/";
    maker.rest().put(path + friend.id(), Map.of()).refused(403, 50013);
    guild.owner().rest().put(path + friend.id(), Map.of()).expect(204);
    guild.owner().rest().put(path + Person.register().id(), Map.of()).refused(404, 10007);
    friend.rest().delete(path + maker.id()).refused(403, 50013);
    maker.rest().patch("/channels/" + id, Map.of("invitable", true)).expect(200);
    var third = guild.member();
    friend.rest().put(path + third.id(), Map.of()).expect(204);
    maker.rest().delete(path + third.id()).expect(204);
    third.rest().get("/channels/" + id).refused(403, 50001);
    guild
        .owner()
        .rest()
        .get("/channels/" + guild.general() + "/thread-members")
        .refused(403, 50024);
  }

  @Test
  void withoutTheMembersIntentOnlyOnesOwnComingIsTold() {
    var guild = GuildOf.someone();
    var bot = Bot.in(guild);
    var member = guild.member();
    var id = thread(guild, Map.of("name", "t", "type", 11));
    try (var client = GatewayClient.of(bot.token(), 1)) {
      client.event("GUILD_CREATE");
      member.rest().put("/channels/" + id + "/thread-members/@me", Map.of()).expect(204);
      guild
          .owner()
          .rest()
          .put("/channels/" + id + "/thread-members/" + bot.id(), Map.of())
          .expect(204);
      var own = client.event("THREAD_MEMBERS_UPDATE");
      assertThat(own.path("added_members").get(0).path("user_id").asLong()).isEqualTo(bot.id());
      assertThat(own.path("member_count").asInt()).isEqualTo(3);
    }
  }

  private static String thread(GuildOf guild, Map<String, Object> body) {
    return guild
        .owner()
        .rest()
        .post("/channels/" + guild.general() + "/threads", body)
        .expect(201)
        .path("id")
        .asText();
  }
}
