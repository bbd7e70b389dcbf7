package chat.maru.guild.member;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.access.Permission;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.RoleOf;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemberRolesIT {
  private final GuildOf guild = GuildOf.someone();
  private final RoleOf role = RoleOf.in(guild, Map.of("name", "Tea"));
  private final Person member = guild.member();

  @Test
  void aRoleIsGivenAndTaken() {
    try (var client = GatewayClient.of(guild.owner().token())) {
      role.to(member);
      var given = client.event("GUILD_MEMBER_UPDATE", it -> it.path("roles").size() == 1);
      assertThat(given.path("user").path("id").asLong()).isEqualTo(member.id());
      assertThat(given.path("roles").path(0).asLong()).isEqualTo(role.id());
      assertThat(given.path("guild_id").asLong()).isEqualTo(guild.id());
      role.from(member);
      client.event("GUILD_MEMBER_UPDATE", it -> it.path("roles").isEmpty());

      var log =
          guild
              .owner()
              .rest()
              .get(guild.path() + "/audit-logs?action_type=25")
              .expect(200)
              .path("audit_log_entries");
      assertThat(log).hasSize(2);
      var taken = log.path(0);
      assertThat(taken.path("target_id").asLong()).isEqualTo(member.id());
      assertThat(taken.path("changes").path(0).path("key").asText()).isEqualTo("$remove");
      var added = log.path(1).path("changes").path(0);
      assertThat(added.path("key").asText()).isEqualTo("$add");
      assertThat(added.path("new_value").path(0).path("id").asText())
          .isEqualTo(Long.toString(role.id()));
      assertThat(added.path("new_value").path(0).path("name").asText()).isEqualTo("Tea");
      assertThat(added.has("old_value")).isFalse();
    }
  }

  @Test
  void aSecondTimeChangesNothingAndIsToldToNobody() {
    role.to(member);
    role.to(member);
    role.from(member);
    role.from(member);
    var log = guild.owner().rest().get(guild.path() + "/audit-logs?action_type=25").expect(200);
    assertThat(log.path("audit_log_entries")).hasSize(2);
  }

  @Test
  void whatIsNotThereIsUnknown() {
    var owner = guild.owner().rest();
    var stranger = Person.register();
    owner.put(role.at(stranger), Map.of()).refused(404, 10007);
    owner.delete(role.at(stranger)).refused(404, 10007);
    var members = guild.path() + "/members/" + member.id() + "/roles/";
    owner.put(members + 5, Map.of()).refused(404, 10011);
    owner.delete(members + 5).refused(404, 10011);
    var elsewhere = RoleOf.in(GuildOf.someone(), Map.of());
    owner.put(members + elsewhere.id(), Map.of()).refused(404, 10011);
    owner.put(members + guild.id(), Map.of()).refused(400, 50028);
    owner.put(members + "x", Map.of()).refused(400, 50035);
    stranger.rest().put(role.at(member), Map.of()).refused(404, 10004);
    member.rest().put(role.at(member), Map.of()).refused(403, 50013);
    member.rest().delete(role.at(member)).refused(403, 50013);
  }

  @Test
  void aRoleGivesItsRightsAtOnceAndTakesThemAtOnce() {
    var keepers = RoleOf.granting(guild, Permission.MANAGE_CHANNELS.bit());
    var channels = guild.path() + "/channels";
    member.rest().post(channels, Map.of("name", "mine")).refused(403, 50013);
    keepers.to(member);
    member.rest().post(channels, Map.of("name", "mine")).expect(201);
    keepers.from(member);
    member.rest().post(channels, Map.of("name", "mine")).refused(403, 50013);
  }
}
