package chat.maru.guild.role;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.access.Permission;
import chat.maru.testkit.Bot;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import chat.maru.testkit.RoleOf;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class RolesIT {
  private final GuildOf guild = GuildOf.someone();
  private final Rest owner = guild.owner().rest();
  private final String roles = guild.path() + "/roles";

  @Test
  void aNewRoleHasTheUsualAndStandsAtTheBottom() {
    var everyone = owner.get(roles + "/" + guild.id()).expect(200);
    var made = owner.post(roles, Map.of()).expect(200);
    assertThat(made.path("name").asText()).isEqualTo("new role");
    assertThat(made.path("permissions")).isEqualTo(everyone.path("permissions"));
    assertThat(made.path("position").asInt()).isEqualTo(1);
    assertThat(made.path("color").asInt()).isZero();
    for (var flag : List.of("hoist", "managed", "mentionable")) {
      assertThat(made.path(flag).asBoolean(true)).as(flag).isFalse();
    }
    for (var key : List.of("icon", "unicode_emoji")) {
      assertThat(made.path(key).isNull()).as(key).isTrue();
    }
    assertThat(made.path("flags").asInt(-1)).isZero();
    var second = owner.post(roles, Map.of("name", "second")).expect(200);
    assertThat(second.path("position").asInt()).isEqualTo(1);
    assertThat(RoleOf.order(guild))
        .as("the younger of two at one position is the lower")
        .containsExactly(guild.id(), id(second), id(made));
  }

  @Test
  void aRoleIsMadeShownChangedAndDeleted() {
    var body = new HashMap<String, Object>();
    body.put("name", " Tea master ");
    body.put("permissions", 1024);
    body.put("colors", Map.of("primary_color", 0xABCDEF));
    body.put("hoist", true);
    body.put("mentionable", true);
    body.put("icon", null);
    body.put("unicode_emoji", null);
    body.put("unknown", Map.of());
    var made = owner.post(roles, body).expect(200);
    assertThat(made.path("name").asText()).isEqualTo("Tea master");
    assertThat(made.path("permissions").asText()).isEqualTo("1024");
    assertThat(made.path("color").asInt()).isEqualTo(0xABCDEF);
    assertThat(made.path("colors").path("primary_color").asInt()).isEqualTo(0xABCDEF);
    var path = roles + "/" + made.path("id").asText();
    assertThat(owner.get(path).expect(200)).isEqualTo(made);
    var changed =
        owner.patch(path, Map.of("name", "Guest", "color", 7, "permissions", "2048")).expect(200);
    assertThat(changed.path("name").asText()).isEqualTo("Guest");
    assertThat(changed.path("color").asInt()).isEqualTo(7);
    assertThat(changed.path("permissions").asText()).isEqualTo("2048");
    assertThat(changed.path("hoist").asBoolean()).as("left out").isTrue();
    owner.delete(path).expect(204);
    owner.get(path).refused(404, 10011);
    owner.patch(path, Map.of()).refused(404, 10011);
    owner.delete(path).refused(404, 10011);
  }

  @Test
  void clientsHearOfRolesAndTheAuditLogKeepsThem() {
    try (var member = GatewayClient.of(guild.member().token())) {
      var role = RoleOf.in(guild, Map.of("name", "Tea"));
      var made = member.event("GUILD_ROLE_CREATE");
      assertThat(made.path("guild_id").asLong()).isEqualTo(guild.id());
      assertThat(made.path("role").path("id").asLong()).isEqualTo(role.id());
      owner.patch(role.path(), Map.of("name", "Coffee", "hoist", true)).expect(200);
      assertThat(member.event("GUILD_ROLE_UPDATE").path("role").path("name").asText())
          .isEqualTo("Coffee");
      owner.with("X-Audit-Log-Reason", "nobody likes it").delete(role.path()).expect(204);
      var gone = member.event("GUILD_ROLE_DELETE");
      assertThat(gone.path("role_id").asLong()).isEqualTo(role.id());
      assertThat(gone.path("guild_id").asLong()).isEqualTo(guild.id());

      var log =
          owner
              .get(guild.path() + "/audit-logs?target_id=" + role.id())
              .expect(200)
              .path("audit_log_entries");
      assertThat(log.findValuesAsText("action_type")).containsExactly("32", "31", "30");
      assertThat(log.path(0).path("reason").asText()).isEqualTo("nobody likes it");
      assertThat(change(log.path(0), "name").path("old_value").asText()).isEqualTo("Coffee");
      assertThat(change(log.path(0), "name").has("new_value")).isFalse();
      assertThat(log.path(1).path("changes")).hasSize(2);
      assertThat(change(log.path(1), "name").path("old_value").asText()).isEqualTo("Tea");
      assertThat(change(log.path(1), "hoist").path("new_value").asBoolean()).isTrue();
      assertThat(change(log.path(2), "permissions").path("new_value").isTextual()).isTrue();
    }
  }

  @Test
  void aChangeThatChangesNothingIsToldToNobody() {
    var role = RoleOf.in(guild, Map.of("name", "Tea"));
    owner.patch(role.path(), Map.of("name", "Tea")).expect(200);
    owner.patch(role.path(), Map.of()).expect(200);
    owner.patch(roles, List.of()).expect(200);
    owner.patch(roles, List.of(role.move(1))).expect(200);
    var log = owner.get(guild.path() + "/audit-logs").expect(200).path("audit_log_entries");
    assertThat(log.findValuesAsText("action_type")).containsExactly("30");
  }

  @Test
  void rolesArePutInOrderAndPositionsBecomeDense() {
    var a = RoleOf.in(guild, Map.of("name", "a"));
    var b = RoleOf.in(guild, Map.of("name", "b"));
    var c = RoleOf.in(guild, Map.of("name", "c"));
    assertThat(RoleOf.order(guild)).containsExactly(guild.id(), c.id(), b.id(), a.id());
    try (var member = GatewayClient.of(guild.member().token())) {
      var everyone = Map.of("id", Long.toString(guild.id()), "position", 0);
      var answer = owner.patch(roles, List.of(everyone, c.move(2), a.move(1))).expect(200);
      assertThat(ids(answer)).containsExactly(guild.id(), a.id(), c.id(), b.id());
      assertThat(answer.findValuesAsText("position")).containsExactly("0", "1", "2", "3");
      assertThat(owner.get(roles).expect(200)).isEqualTo(answer);
      member.event("GUILD_ROLE_UPDATE", is(c, 2));
      member.event("GUILD_ROLE_UPDATE", is(b, 3));
      assertThat(member.events("GUILD_ROLE_UPDATE")).as("a was and is at 1").hasSize(2);
    }
    var log = owner.get(guild.path() + "/audit-logs?action_type=31").expect(200);
    assertThat(log.path("audit_log_entries").findValuesAsText("target_id"))
        .as("who was moved, not who made room")
        .containsExactly(Long.toString(c.id()));
    owner.patch(roles, List.of(b.move(99))).expect(200);
    owner.patch(roles, List.of(a.move(3))).expect(200);
    assertThat(RoleOf.order(guild)).containsExactly(guild.id(), c.id(), b.id(), a.id());
  }

  @Test
  void everyoneIsNeitherDeletedNorRenamedNorMovedNorHoisted() {
    var everyone = roles + "/" + guild.id();
    owner.delete(everyone).refused(400, 50028);
    owner.patch(everyone, Map.of("name", "all")).refused(400, 50028);
    owner.patch(everyone, Map.of("hoist", true)).refused(400, 50028);
    owner.patch(everyone, Map.of("mentionable", true)).refused(400, 50028);
    owner.patch(everyone, Map.of("color", 1)).refused(400, 50028);
    var moved = List.of(Map.of("id", Long.toString(guild.id()), "position", 1));
    owner.patch(roles, moved).refused(400, 50028);
    var changed = owner.patch(everyone, Map.of("name", "@everyone", "permissions", "1024"));
    assertThat(changed.expect(200).path("permissions").asText()).isEqualTo("1024");
  }

  @Test
  void theRoleOfABotIsNotDeletedButItsPermissionsChange() {
    var bot = Bot.in(guild);
    var list = owner.get(roles).expect(200);
    var managed = list.path(1);
    assertThat(managed.path("managed").asBoolean()).isTrue();
    assertThat(managed.path("tags").path("bot_id").asLong()).isEqualTo(bot.id());
    assertThat(managed.path("position").asInt()).isEqualTo(1);
    var path = roles + "/" + managed.path("id").asText();
    owner.delete(path).refused(400, 50028);
    owner.patch(path, Map.of("permissions", "1024")).expect(200);
    var mine = new RoleOf(guild, managed.path("id").asLong()).at(guild.owner());
    owner.put(mine, Map.of()).refused(400, 50028);
  }

  @Test
  void badBodiesAreRefusedByField() {
    var role = RoleOf.in(guild, Map.of());
    refused("name", "");
    refused("name", "  ");
    refused("name", "x".repeat(101));
    refused("color", 0x1000000);
    refused("color", -1);
    refused("permissions", -1);
    refused("icon", "data:image/png;base64,AAAA");
    refused("unicode_emoji", "🍵");
    var gradient = Map.of("colors", Map.of("primary_color", 1, "secondary_color", 2));
    assertThat(owner.post(roles, gradient).fault("colors.secondary_color")).isNotEmpty();
    for (var text :
        List.of(
            "{",
            "[]",
            "{\"permissions\":1e30}",
            "{\"permissions\":\"x\"}",
            "{\"hoist\":\"yes\"}",
            "{\"color\":\"red\"}",
            "{\"colors\":7}")) {
      assertThat(owner.raw("POST", roles, text).status()).as(text).isEqualTo(400);
      assertThat(owner.raw("PATCH", role.path(), text).status()).as(text).isEqualTo(400);
    }
    for (var text :
        List.of(
            "null",
            "{}",
            "[null]",
            "[{}]",
            "[{\"position\":1}]",
            "[{\"id\":\"" + role.id() + "\",\"position\":-1}]",
            "[{\"id\":\"" + role.id() + "\",\"position\":\"x\"}]")) {
      assertThat(owner.raw("PATCH", roles, text).status()).as(text).isEqualTo(400);
    }
    owner.patch(roles, List.of(Map.of("id", "5", "position", 1))).refused(404, 10011);
    var elsewhere = RoleOf.in(GuildOf.someone(), Map.of());
    owner.patch(roles, List.of(elsewhere.move(1))).refused(404, 10011);
    owner.get(roles + "/" + elsewhere.id()).refused(404, 10011);
    owner.delete(roles + "/" + elsewhere.id()).refused(404, 10011);
    assertThat(owner.get(roles + "/abc").fault("role_id")).isEqualTo("NUMBER_TYPE_COERCE");
    assertThat(RoleOf.order(guild)).hasSize(2);
  }

  private void refused(String field, Object value) {
    var answer = owner.post(roles, Map.of(field, value));
    answer.refused(400, 50035);
    assertThat(answer.fault(field)).as(answer.text()).isNotEmpty();
  }

  @Test
  void membersWithEachRoleAreCounted() {
    var tea = RoleOf.in(guild, Map.of());
    var nobody = RoleOf.in(guild, Map.of());
    var member = guild.member();
    tea.to(member);
    tea.to(guild.member());
    var counts = member.rest().get(roles + "/member-counts").expect(200);
    assertThat(counts).hasSize(2);
    assertThat(counts.path(Long.toString(tea.id())).asInt()).isEqualTo(2);
    assertThat(counts.path(Long.toString(nobody.id())).asInt(-1)).isZero();
  }

  @Test
  void whoMayNotIsRefused() {
    var role = RoleOf.in(guild, Map.of());
    var member = guild.member().rest();
    var stranger = Person.register().rest();
    assertThat(Rest.anonymous().get(roles).status()).isEqualTo(401);
    member.get(roles).expect(200);
    member.get(role.path()).expect(200);
    member.post(roles, Map.of()).refused(403, 50013);
    member.patch(role.path(), Map.of("name", "x")).refused(403, 50013);
    member.patch(roles, List.of(role.move(1))).refused(403, 50013);
    member.delete(role.path()).refused(403, 50013);
    stranger.get(roles).refused(404, 10004);
    stranger.get(role.path()).refused(404, 10004);
    stranger.get(roles + "/member-counts").refused(404, 10004);
    stranger.post(roles, Map.of()).refused(404, 10004);
    stranger.patch(role.path(), Map.of("name", "x")).refused(404, 10004);
    stranger.patch(roles, List.of(role.move(1))).refused(404, 10004);
    stranger.delete(role.path()).refused(404, 10004);
    assertThat(role.json().path("name").asText()).isEqualTo("new role");
  }

  @Test
  void nobodyGrantsWhatItHasNot() {
    var keepers =
        RoleOf.granting(guild, Permission.of(Permission.MANAGE_ROLES, Permission.KICK_MEMBERS));
    var keeper = keepers.to(guild.member()).rest();
    var lower = RoleOf.granting(guild, Permission.BAN_MEMBERS.bit());
    keeper.post(roles, permissions(Permission.ADMINISTRATOR)).refused(403, 50013);
    keeper.post(roles, permissions(Permission.BAN_MEMBERS)).refused(403, 50013);
    keeper.post(roles, permissions(Permission.KICK_MEMBERS)).expect(200);
    keeper
        .patch(lower.path(), permissions(Permission.BAN_MEMBERS, Permission.ADMINISTRATOR))
        .refused(403, 50013);
    keeper
        .patch(lower.path(), permissions(Permission.BAN_MEMBERS, Permission.KICK_MEMBERS))
        .expect(200);
    keeper.patch(lower.path(), permissions()).expect(200);
    keeper.patch(lower.path(), permissions(Permission.BAN_MEMBERS)).refused(403, 50013);
  }

  static Map<String, Object> permissions(Permission... some) {
    return Map.of("permissions", Long.toString(Permission.of(some)));
  }

  private static Predicate<JsonNode> is(RoleOf role, int position) {
    return event ->
        event.path("role").path("id").asLong() == role.id()
            && event.path("role").path("position").asInt() == position;
  }

  private static JsonNode change(JsonNode entry, String key) {
    return StreamSupport.stream(entry.path("changes").spliterator(), false)
        .filter(change -> change.path("key").asText().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static long id(JsonNode role) {
    return role.path("id").asLong();
  }

  private static List<Long> ids(JsonNode list) {
    return Arrays.asList(
        StreamSupport.stream(list.spliterator(), false).map(RolesIT::id).toArray(Long[]::new));
  }
}
