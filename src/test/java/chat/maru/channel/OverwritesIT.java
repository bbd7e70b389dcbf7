package chat.maru.channel;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.access.Permission;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import chat.maru.testkit.RoleOf;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverwritesIT {
  private static final long VIEW = Permission.VIEW_CHANNEL.bit();

  private final GuildOf guild = GuildOf.someone();
  private final Rest owner = guild.owner().rest();
  private final long channel = guild.channel(Map.of("name", "tea"));
  private final String permissions = "/channels/" + channel + "/permissions/";

  @Test
  void anOverwriteIsSetReplacedAndTakenAway() {
    var role = RoleOf.in(guild, Map.of("name", "Guests"));
    var member = guild.member();
    owner.put(permissions + role.id(), body(0, "2048", "1024")).expect(204);
    owner.put(permissions + member.id(), body(1, "1024", "0")).expect(204);
    var shown = owner.get("/channels/" + channel).expect(200).path("permission_overwrites");
    assertThat(shown).hasSize(2);
    assertThat(find(shown, role.id()).path("allow").asText()).isEqualTo("2048");
    assertThat(find(shown, role.id()).path("deny").asText()).isEqualTo("1024");
    assertThat(find(shown, role.id()).path("type").asInt(-1)).isZero();
    assertThat(find(shown, member.id()).path("type").asInt()).isEqualTo(1);

    owner.put(permissions + role.id(), Map.of("type", 0, "deny", "2048")).expect(204);
    owner.put(permissions + member.id(), Map.of("deny", "1024")).expect(204);
    shown = owner.get("/channels/" + channel).expect(200).path("permission_overwrites");
    assertThat(find(shown, role.id()).path("allow").asText()).isEqualTo("0");
    assertThat(find(shown, role.id()).path("deny").asText()).isEqualTo("2048");
    assertThat(find(shown, member.id()).path("type").asInt()).as("kept").isEqualTo(1);

    owner.delete(permissions + role.id()).expect(204);
    owner.delete(permissions + role.id()).refused(404, 10009);
    owner.delete(permissions + "5").refused(404, 10009);
    shown = owner.get("/channels/" + channel).expect(200).path("permission_overwrites");
    assertThat(shown).hasSize(1);
  }

  @Test
  void theAuditLogTellsOfEach() {
    var role = RoleOf.in(guild, Map.of("name", "Guests"));
    var member = guild.member();
    owner.put(permissions + role.id(), body(0, "2048", "0")).expect(204);
    owner.put(permissions + role.id(), body(0, "2048", "0")).expect(204);
    owner.put(permissions + role.id(), body(0, "2048", "1024")).expect(204);
    owner.with("X-Audit-Log-Reason", "over").delete(permissions + role.id()).expect(204);
    owner.put(permissions + member.id(), body(1, "0", "0")).expect(204);

    var log =
        owner
            .get(guild.path() + "/audit-logs?target_id=" + channel + "&limit=5")
            .expect(200)
            .path("audit_log_entries");
    assertThat(log.findValuesAsText("action_type"))
        .as("what changes nothing is not told")
        .containsExactly("13", "15", "14", "13", "10");
    assertThat(log.path(0).path("options").path("id").asLong()).isEqualTo(member.id());
    assertThat(log.path(0).path("options").path("type").asText()).isEqualTo("1");
    assertThat(log.path(0).path("options").has("role_name")).isFalse();
    assertThat(log.path(1).path("reason").asText()).isEqualTo("over");
    assertThat(log.path(2).path("options").path("role_name").asText()).isEqualTo("Guests");
    assertThat(log.path(2).path("options").path("type").asText()).isEqualTo("0");
    assertThat(log.path(2).path("changes")).hasSize(1);
    var change = log.path(2).path("changes").path(0);
    assertThat(change.path("key").asText()).isEqualTo("deny");
    assertThat(change.path("old_value").asText()).isEqualTo("0");
    assertThat(change.path("new_value").asText()).isEqualTo("1024");
  }

  @Test
  void whatIsNotThereOrNotWellFormedIsRefused() {
    owner.put(permissions + "5", body(0, "0", "0")).refused(404, 10011);
    owner.put(permissions + "5", body(1, "0", "0")).refused(404, 10007);
    owner.put(permissions + Person.register().id(), body(1, "0", "0")).refused(404, 10007);
    var elsewhere = RoleOf.in(GuildOf.someone(), Map.of());
    owner.put(permissions + elsewhere.id(), body(0, "0", "0")).refused(404, 10011);
    owner.put(permissions + guild.owner().id(), body(0, "0", "0")).refused(404, 10011);
    owner.put(permissions + guild.id(), body(2, "0", "0")).refused(400, 50035);
    owner.put(permissions + guild.id(), Map.of("allow", -1)).refused(400, 50035);
    owner.put(permissions + "x", body(0, "0", "0")).refused(400, 50035);
    for (var text : List.of("[]", "{", "{\"allow\":\"x\"}", "{\"type\":\"role\"}")) {
      assertThat(owner.raw("PUT", permissions + guild.id(), text).status()).as(text).isEqualTo(400);
    }
    owner.put("/channels/5/permissions/" + guild.id(), body(0, "0", "0")).refused(404, 10003);
    var shown = owner.get("/channels/" + channel).expect(200);
    assertThat(shown.path("permission_overwrites")).isEmpty();
  }

  @Test
  void whoMayNotIsRefused() {
    var member = guild.member();
    var everyone = permissions + guild.id();
    member.rest().put(everyone, body(0, "0", "2048")).refused(403, 50013);
    member.rest().delete(everyone).refused(403, 50013);
    var stranger = Person.register();
    stranger.rest().put(everyone, body(0, "0", "2048")).refused(404, 10003);
    stranger.rest().delete(everyone).refused(404, 10003);
    var hidden = "/channels/" + guild.hidden() + "/permissions/" + guild.id();
    member.rest().put(hidden, body(0, "1024", "0")).refused(403, 50001);
    member.rest().delete(hidden).refused(403, 50001);
    var other = Person.register();
    var direct = member.directWith(other);
    member
        .rest()
        .put("/channels/" + direct + "/permissions/" + other.id(), body(1, "0", "0"))
        .refused(403, 50003);
    member.rest().delete("/channels/" + direct + "/permissions/" + other.id()).refused(403, 50003);
  }

  @Test
  void nobodyGivesOrTakesABitThatItHasNot() {
    var keepers = RoleOf.granting(guild, Permission.MANAGE_ROLES.bit() | VIEW);
    var keeper = keepers.to(guild.member()).rest();
    var target = permissions + RoleOf.in(guild, Map.of()).id();
    var pins = Long.toString(Permission.MANAGE_MESSAGES.bit());
    keeper.put(target, body(0, pins, "0")).refused(403, 50013);
    keeper.put(target, body(0, "0", pins)).refused(403, 50013);
    keeper.put(target, body(0, "1024", "2048")).expect(204);
    owner.put(target, body(0, pins, "0")).expect(204);
    keeper.put(target, body(0, pins, "2048")).expect(204);
    keeper.put(target, body(0, "0", "2048")).refused(403, 50013);
    keeper.delete(target).refused(403, 50013);
  }

  @Test
  void onlyAdministratorsLetOthersManagePermissionsWhoMayThenDoTheRest() {
    var manage = Long.toString(Permission.MANAGE_ROLES.bit());
    var keepers = RoleOf.granting(guild, Permission.MANAGE_ROLES.bit() | VIEW);
    var keeper = keepers.to(guild.member());
    var member = guild.member();
    keeper.rest().put(permissions + member.id(), body(1, manage, "0")).refused(403, 50013);
    keeper.rest().put(permissions + member.id(), body(1, "0", manage)).refused(403, 50013);
    owner.put(permissions + member.id(), body(1, manage, "0")).expect(204);
    var pins = Long.toString(Permission.MANAGE_MESSAGES.bit());
    member.rest().put(permissions + guild.id(), body(0, pins, "0")).expect(204);
    member.rest().put(permissions + keeper.id(), body(1, manage, "0")).refused(403, 50013);
    member.rest().delete(permissions + member.id()).refused(403, 50013);
  }

  @Test
  void theSameRuleHoldsForAWholeChannel() {
    var able = Permission.of(Permission.MANAGE_ROLES, Permission.MANAGE_CHANNELS) | VIEW;
    var keeper = RoleOf.granting(guild, able).to(guild.member()).rest();
    var pins = Long.toString(Permission.MANAGE_MESSAGES.bit());
    var theirs = Map.of("id", Long.toString(guild.id()), "type", 0, "allow", pins);
    var plain = Map.of("id", Long.toString(guild.id()), "type", 0, "deny", "2048");
    var path = "/channels/" + channel;
    keeper.patch(path, Map.of("permission_overwrites", List.of(theirs))).refused(403, 50013);
    keeper.patch(path, Map.of("permission_overwrites", List.of(plain))).expect(200);
    var made = Map.of("name", "x", "permission_overwrites", List.of(theirs));
    keeper.post(guild.path() + "/channels", made).refused(403, 50013);
    var locked =
        guild.channel(Map.of("name", "c", "type", 4, "permission_overwrites", List.of(theirs)));
    var move =
        List.of(
            Map.of("id", Long.toString(channel), "parent_id", locked, "lock_permissions", true));
    owner.patch(guild.path() + "/channels", move).expect(204);
    var shown = owner.get(path).expect(200).path("permission_overwrites");
    assertThat(shown.path(0).path("allow").asText()).isEqualTo(pins);
  }

  /// Who does not see a channel hears nothing of it, not even that it was changed; who just lost
  /// sight of it neither. What a client shows it works out itself.
  @Test
  void clientsHearOnlyWhatTheySeeAfterwards() {
    var seeing = guild.member();
    var losing = guild.member();
    owner.put(permissions + guild.id(), body(0, "0", "1024")).expect(204);
    owner.put(permissions + seeing.id(), body(1, "1024", "0")).expect(204);
    owner.put(permissions + losing.id(), body(1, "1024", "0")).expect(204);
    var blind = guild.member();
    try (var sees = GatewayClient.of(seeing.token());
        var loses = GatewayClient.of(losing.token());
        var never = GatewayClient.of(blind.token())) {
      owner.patch("/channels/" + channel, Map.of("topic", "one")).expect(200);
      loses.event("CHANNEL_UPDATE", it -> it.path("topic").asText().equals("one"));
      owner.delete(permissions + losing.id()).expect(204);
      owner.patch("/channels/" + channel, Map.of("topic", "two")).expect(200);
      say(channel, "secret");
      say(guild.general(), "end");
      for (var client : List.of(sees, loses, never)) {
        client.event("MESSAGE_CREATE", it -> it.path("content").asText().equals("end"));
      }
      assertThat(sees.events("CHANNEL_UPDATE").stream().map(it -> it.path("topic").asText("")))
          .containsExactly("one", "one", "two");
      assertThat(loses.events("CHANNEL_UPDATE")).hasSize(1);
      assertThat(loses.events("MESSAGE_CREATE")).hasSize(1);
      assertThat(never.events("CHANNEL_UPDATE")).isEmpty();
      losing.rest().get("/channels/" + channel).refused(403, 50001);

      owner.put(permissions + blind.id(), body(1, "1024", "0")).expect(204);
      never.event("CHANNEL_CREATE", it -> it.path("id").asLong() == channel);
      say(channel, "now");
      never.event("MESSAGE_CREATE", it -> it.path("content").asText().equals("now"));
    }
  }

  private void say(long where, String what) {
    owner.post("/channels/" + where + "/messages", Map.of("content", what)).expect(200);
  }

  private static Map<String, Object> body(int type, String allow, String deny) {
    return Map.of("type", type, "allow", allow, "deny", deny);
  }

  private static JsonNode find(JsonNode overwrites, long id) {
    for (var overwrite : overwrites) {
      if (overwrite.path("id").asLong() == id) {
        return overwrite;
      }
    }
    throw new AssertionError("no overwrite of " + id + " in " + overwrites);
  }
}
