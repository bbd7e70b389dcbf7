package chat.maru.guild.ban;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.Bot;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.RoleOf;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Who is banned is out, stays out, and may come again when the ban is lifted.
class BansIT {
  private static final long BAN = 1 << 2;
  private static final long VIEW_AUDIT_LOG = 1 << 7;
  private static final long MANAGE_GUILD = 1 << 5;

  private final GuildOf guild = GuildOf.someone();

  private String at(Person person) {
    return guild.path() + "/bans/" + person.id();
  }

  @Test
  void aBannedMemberIsOutUntilTheBanIsLifted() {
    var moderator = RoleOf.granting(guild, BAN).to(guild.member());
    var alice = guild.member();

    moderator.rest().with("X-Audit-Log-Reason", "spam").put(at(alice), Map.of()).expect(204);

    alice.rest().get(guild.path()).refused(404, 10004);
    alice.rest().post("/invites/" + invite(), Map.of()).refused(403, 40007);
    var ban = moderator.rest().get(at(alice)).expect(200);
    assertThat(ban.path("reason").asText()).isEqualTo("spam");
    assertThat(ban.path("user").path("id").asLong()).isEqualTo(alice.id());
    assertThat(guild.memberCount()).isEqualTo(2);

    moderator.rest().delete(at(alice)).expect(204);
    moderator.rest().get(at(alice)).refused(404, 10026);
    moderator.rest().delete(at(alice)).refused(404, 10026);
    alice.rest().post("/invites/" + invite(), Map.of()).expect(200);
    assertThat(guild.memberCount()).isEqualTo(3);
    var banned = guild.audit(22).getFirst();
    assertThat(banned.path("target_id").asLong()).isEqualTo(alice.id());
    assertThat(banned.path("user_id").asLong()).isEqualTo(moderator.id());
    assertThat(banned.path("reason").asText()).isEqualTo("spam");
    assertThat(guild.audit(23)).hasSize(1);
  }

  @Test
  void whoIsNoMemberCanBeBannedToo() {
    var stranger = Person.register();
    guild.owner().rest().put(at(stranger), Map.of()).expect(204);
    assertThat(guild.owner().rest().get(at(stranger)).expect(200).path("reason").isNull()).isTrue();
    stranger.rest().post("/invites/" + invite(), Map.of()).refused(403, 40007);
    guild.owner().rest().put(guild.path() + "/bans/1", Map.of()).refused(404, 10013);
  }

  @Test
  void aSecondBanChangesNothing() {
    var alice = guild.member();
    try (var hears = GatewayClient.of(guild.owner().token())) {
      var rest = guild.owner().rest();
      rest.with("X-Audit-Log-Reason", "first").put(at(alice), Map.of()).expect(204);
      rest.with("X-Audit-Log-Reason", "second").put(at(alice), Map.of()).expect(204);
      rest.delete(at(alice)).expect(204);

      hears.event("GUILD_BAN_REMOVE");
      assertThat(hears.events("GUILD_BAN_ADD")).hasSize(1);
      assertThat(hears.events("GUILD_MEMBER_REMOVE")).hasSize(1);
    }
    assertThat(guild.audit(22)).hasSize(1);
    assertThat(guild.audit(22).getFirst().path("reason").asText()).isEqualTo("first");
  }

  @Test
  void onlyThoseAboveBan() {
    var banners = RoleOf.granting(guild, BAN);
    var moderator = banners.to(guild.member());
    var equal = banners.to(guild.member());
    var alice = guild.member();
    moderator.rest().put(at(equal), Map.of()).refused(403, 50013);
    moderator.rest().put(at(moderator), Map.of()).refused(403, 50013);
    moderator.rest().put(at(guild.owner()), Map.of()).refused(403, 50013);
    guild.owner().rest().put(at(guild.owner()), Map.of()).refused(403, 50013);
    for (var path : List.of(at(equal), guild.path() + "/bans")) {
      alice.rest().get(path).refused(403, 50013);
      Person.register().rest().get(path).refused(404, 10004);
    }
    alice.rest().put(at(equal), Map.of()).refused(403, 50013);
    alice.rest().delete(at(equal)).refused(403, 50013);
    Person.register().rest().put(at(equal), Map.of()).refused(404, 10004);
    Person.register().rest().delete(at(equal)).refused(404, 10004);
    assertThat(guild.owner().rest().get(guild.path() + "/bans").expect(200)).isEmpty();
    assertThat(guild.memberCount()).isEqualTo(4);
  }

  @Test
  void theEventsGoToThoseWhoMayBanOrReadTheLog() {
    var moderator = RoleOf.granting(guild, BAN).to(guild.member());
    var auditor = RoleOf.granting(guild, VIEW_AUDIT_LOG).to(guild.member());
    var plain = guild.member();
    var alice = guild.member();
    var bot = Bot.in(guild);
    try (var mods = GatewayClient.of(moderator.token());
        var audits = GatewayClient.of(auditor.token());
        var others = GatewayClient.of(plain.token());
        var own = GatewayClient.of(alice.token());
        var withIntent = GatewayClient.of(bot.token(), 1 | 1 << 1 | 1 << 2);
        var without = GatewayClient.of(bot.token(), 1 | 1 << 1)) {
      guild.owner().rest().put(at(alice), Map.of()).expect(204);
      guild.owner().rest().delete(at(alice)).expect(204);
      guild.owner().rest().patch(guild.path(), Map.of("name", "After")).expect(200);

      for (var hears : List.of(mods, audits, withIntent)) {
        var ban = hears.event("GUILD_BAN_ADD");
        assertThat(ban.path("guild_id").asLong()).isEqualTo(guild.id());
        assertThat(ban.path("user").path("id").asLong()).isEqualTo(alice.id());
        hears.event("GUILD_BAN_REMOVE");
        hears.event("GUILD_MEMBER_REMOVE");
        assertThat(hears.types().indexOf("GUILD_BAN_ADD"))
            .isLessThan(hears.types().indexOf("GUILD_MEMBER_REMOVE"));
      }
      own.event("GUILD_DELETE");
      others.event("GUILD_MEMBER_REMOVE");
      for (var hears : List.of(others, without)) {
        hears.event("GUILD_UPDATE");
        assertThat(hears.types()).doesNotContain("GUILD_BAN_ADD", "GUILD_BAN_REMOVE");
      }
      assertThat(own.types()).doesNotContain("GUILD_BAN_ADD", "GUILD_BAN_REMOVE");
    }
  }

  @Test
  void bansArePagedWithoutLoss() {
    var ids = new ArrayList<Long>();
    for (var i = 0; i < 5; i++) {
      var stranger = Person.register();
      guild.owner().rest().put(at(stranger), Map.of()).expect(204);
      ids.add(stranger.id());
    }
    assertThat(listed("")).isEqualTo(ids);
    assertThat(listed("?limit=2")).isEqualTo(ids.subList(0, 2));
    assertThat(listed("?limit=2&after=" + ids.get(1))).isEqualTo(ids.subList(2, 4));
    assertThat(listed("?limit=2&before=" + ids.get(4))).isEqualTo(ids.subList(2, 4));
    assertThat(listed("?before=" + ids.get(1) + "&after=" + ids.get(3)))
        .isEqualTo(ids.subList(0, 1));
    for (var query : List.of("?limit=0", "?limit=1001", "?after=x", "?before=-1")) {
      guild.owner().rest().get(guild.path() + "/bans" + query).refused(400, 50035);
    }
  }

  @Test
  void badBodiesAreRefusedByField() {
    var alice = guild.member();
    var rest = guild.owner().rest();
    assertThat(
            rest.put(at(alice), Map.of("delete_message_seconds", 604_801))
                .fault("delete_message_seconds"))
        .isEqualTo("NUMBER_TYPE_MAX");
    assertThat(rest.put(at(alice), Map.of("delete_message_days", 8)).fault("delete_message_days"))
        .isEqualTo("NUMBER_TYPE_MAX");
    assertThat(rest.raw("PUT", at(alice), "{\"delete_message_days\":\"x\"}").status())
        .isEqualTo(400);
    rest.get(at(alice)).refused(404, 10026);
    rest.raw("PUT", at(alice), "").expect(204);
  }

  /// discord.py names in the query what others name in the body.
  @Test
  void theQueryMaySayHowMuchIsDeleted() {
    var alice = guild.member();
    var rest = guild.owner().rest();
    var messages = "/channels/" + guild.general() + "/messages";
    alice.rest().post(messages, Map.of("content", "gone with me")).expect(200);
    assertThat(
            rest.raw("PUT", at(alice) + "?delete_message_seconds=604801", "")
                .fault("delete_message_seconds"))
        .isEqualTo("NUMBER_TYPE_MAX");
    assertThat(
            rest.raw("PUT", at(alice) + "?delete_message_days=x", "").fault("delete_message_days"))
        .isEqualTo("NUMBER_TYPE_COERCE");
    rest.raw("PUT", at(alice) + "?delete_message_seconds=3600", "").expect(204);
    Await.until("the message is gone", () -> rest.get(messages).expect(200).isEmpty());
  }

  @Test
  void aBannedBotIsNotLetInAndItsRoleGoes() {
    var bot = Bot.in(guild);
    var rest = guild.owner().rest();
    assertThat(rest.get(guild.path() + "/roles").expect(200)).hasSize(2);
    rest.put(guild.path() + "/bans/" + bot.id(), Map.of()).expect(204);
    assertThat(rest.get(guild.path() + "/roles").expect(200)).hasSize(1);
    rest.post(
            "/oauth2/authorize?client_id=" + bot.id() + "&scope=bot&permissions=0",
            Map.of("guild_id", Long.toString(guild.id()), "authorize", true))
        .refused(403, 40007);
  }

  @Test
  void manyAreBannedAtOnce() {
    var moderator = RoleOf.granting(guild, BAN | MANAGE_GUILD).to(guild.member());
    var alice = guild.member();
    var stranger = Person.register();
    var already = Person.register();
    guild.owner().rest().put(at(already), Map.of()).expect(204);
    var ids = List.of(alice.id(), stranger.id(), already.id(), guild.owner().id(), 1L);

    var body = Map.of("user_ids", ids.stream().map(String::valueOf).toList());
    var answer =
        moderator
            .rest()
            .with("X-Audit-Log-Reason", "raid")
            .post(guild.path() + "/bulk-ban", body)
            .expect(200);

    assertThat(ids(answer.path("banned_users")))
        .containsExactlyInAnyOrder(alice.id(), stranger.id());
    assertThat(ids(answer.path("failed_users")))
        .containsExactlyInAnyOrder(already.id(), guild.owner().id(), 1L);
    alice.rest().get(guild.path()).refused(404, 10004);
    assertThat(guild.audit(22)).hasSize(3);
    assertThat(moderator.rest().get(at(stranger)).expect(200).path("reason").asText())
        .isEqualTo("raid");
    moderator.rest().post(guild.path() + "/bulk-ban", body).refused(400, 500_000);
  }

  @Test
  void bulkBansAreChecked() {
    var banner = RoleOf.granting(guild, BAN).to(guild.member());
    var path = guild.path() + "/bulk-ban";
    banner.rest().post(path, Map.of("user_ids", List.of("1"))).refused(403, 50013);
    Person.register().rest().post(path, Map.of("user_ids", List.of("1"))).refused(404, 10004);
    var rest = guild.owner().rest();
    var many = IntStream.rangeClosed(1, 201).mapToObj(Integer::toString).toList();
    assertThat(rest.post(path, Map.of("user_ids", many)).fault("user_ids"))
        .isEqualTo("BASE_TYPE_BAD_LENGTH");
    assertThat(rest.post(path, Map.of("user_ids", List.of())).fault("user_ids"))
        .isEqualTo("BASE_TYPE_BAD_LENGTH");
    assertThat(rest.post(path, Map.of()).fault("user_ids")).isEqualTo("BASE_TYPE_REQUIRED");
    assertThat(rest.post(path, Map.of("user_ids", List.of("5", "5"))).fault("user_ids.1"))
        .isEqualTo("SET_TYPE_ALREADY_CONTAINS_VALUE");
    assertThat(rest.raw("POST", path, "{\"user_ids\":[null]}").status()).isEqualTo(400);
    rest.raw("POST", path, "null").refused(400, 50035);
  }

  private String invite() {
    return guild
        .owner()
        .rest()
        .post("/channels/" + guild.general() + "/invites", Map.of("max_age", 0))
        .expect(200)
        .path("code")
        .asText();
  }

  private List<Long> listed(String query) {
    var list = guild.owner().rest().get(guild.path() + "/bans" + query).expect(200);
    return StreamSupport.stream(list.spliterator(), false)
        .map(ban -> ban.path("user").path("id").asLong())
        .toList();
  }

  private static List<Long> ids(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asLong).toList();
  }
}
