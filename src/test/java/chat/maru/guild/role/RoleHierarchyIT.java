package chat.maru.guild.role;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.access.Permission;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import chat.maru.testkit.RoleOf;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What stands at or above one's highest role can not be touched, by an administrator neither.
class RoleHierarchyIT {
  private final GuildOf guild = GuildOf.someone();
  private final String roles = guild.path() + "/roles";
  private final RoleOf above = RoleOf.in(guild, Map.of("name", "above"));
  private final RoleOf own = RoleOf.granting(guild, Permission.ADMINISTRATOR.bit());
  private final RoleOf below = RoleOf.in(guild, Map.of("name", "below"));
  private final RoleOf bottom = RoleOf.in(guild, Map.of("name", "bottom"));
  private final Person administrator = own.to(guild.member());
  private final Rest rest = administrator.rest();

  @Test
  void rolesAreChangedAndDeletedOnlyBelow() {
    for (var high : List.of(above, own)) {
      rest.patch(high.path(), Map.of("name", "mine")).refused(403, 50013);
      rest.delete(high.path()).refused(403, 50013);
    }
    rest.patch(below.path(), Map.of("name", "changed")).expect(200);
    rest.delete(below.path()).expect(204);
    assertThat(above.json().path("name").asText()).isEqualTo("above");
    guild.owner().rest().delete(above.path()).expect(204);
  }

  @Test
  void rolesAreGivenAndTakenOnlyBelow() {
    var member = guild.member();
    for (var high : List.of(above, own)) {
      rest.put(high.at(member), Map.of()).refused(403, 50013);
      high.to(member);
      rest.delete(high.at(member)).refused(403, 50013);
      rest.delete(high.at(administrator)).refused(403, 50013);
    }
    rest.put(below.at(member), Map.of()).expect(204);
    rest.put(below.at(guild.owner()), Map.of()).expect(204);
    rest.delete(below.at(guild.owner())).expect(204);
  }

  @Test
  void rolesAreMovedOnlyBelow() {
    rest.patch(roles, List.of(bottom.move(2))).expect(200);
    assertThat(RoleOf.order(guild))
        .containsExactly(guild.id(), below.id(), bottom.id(), own.id(), above.id());
    rest.patch(roles, List.of(bottom.move(3))).refused(403, 50013);
    rest.patch(roles, List.of(own.move(1))).refused(403, 50013);
    rest.patch(roles, List.of(own.move(4))).refused(403, 50013);
    rest.patch(roles, List.of(above.move(1))).refused(403, 50013);
    rest.patch(roles, List.of(own.move(3), below.move(2))).expect(200);
    assertThat(RoleOf.order(guild))
        .containsExactly(guild.id(), bottom.id(), below.id(), own.id(), above.id());
    guild.owner().rest().patch(roles, List.of(above.move(1))).expect(200);
  }

  @Test
  void membersAreKickedOnlyFromBelow() {
    var equal = own.to(guild.member());
    var higher = above.to(guild.member());
    var lower = below.to(guild.member());
    rest.delete(guild.path() + "/members/" + equal.id()).refused(403, 50013);
    rest.delete(guild.path() + "/members/" + higher.id()).refused(403, 50013);
    rest.delete(guild.path() + "/members/" + guild.owner().id()).refused(403, 50013);
    rest.delete(guild.path() + "/members/" + lower.id()).expect(204);
  }

  @Test
  void whoHasOnlyEveryoneStandsAtTheBottom() {
    var all = Long.toString(Permission.of(Permission.MANAGE_ROLES, Permission.VIEW_CHANNEL));
    guild.owner().rest().patch(roles + "/" + guild.id(), Map.of("permissions", all)).expect(200);
    var member = guild.member().rest();
    member.post(roles, Map.of("name", "made")).expect(200);
    member.patch(bottom.path(), Map.of("name", "x")).refused(403, 50013);
    member.patch(roles + "/" + guild.id(), Map.of("permissions", "0")).refused(403, 50013);
  }

  /// The memory of nodes still names the role in what it knows of members and channels; that must
  /// not give anything any more.
  @Test
  void aDeletedRoleTakesItsRightsWithIt() {
    var key = RoleOf.in(guild, Map.of("name", "key", "permissions", "0"));
    var holder = key.to(guild.member());
    var channel =
        guild.channel(
            Map.of(
                "name",
                "secret",
                "permission_overwrites",
                List.of(
                    Map.of("id", Long.toString(guild.id()), "type", 0, "deny", "1024"),
                    Map.of("id", Long.toString(key.id()), "type", 0, "allow", "1024"))));
    try (var client = GatewayClient.of(holder.token())) {
      holder.rest().get("/channels/" + channel).expect(200);
      var content = Map.of("content", "before");
      guild.owner().rest().post("/channels/" + channel + "/messages", content).expect(200);
      client.event("MESSAGE_CREATE");

      guild.owner().rest().delete(key.path()).expect(204);

      holder.rest().get("/channels/" + channel).refused(403, 50001);
      client.event("GUILD_ROLE_DELETE");
      guild
          .owner()
          .rest()
          .post("/channels/" + channel + "/messages", Map.of("content", "after"))
          .expect(200);
      guild
          .owner()
          .rest()
          .post("/channels/" + guild.general() + "/messages", Map.of("content", "end"))
          .expect(200);
      client.event("MESSAGE_CREATE", it -> it.path("content").asText().equals("end"));
      assertThat(client.events("MESSAGE_CREATE"))
          .noneMatch(it -> it.path("content").asText().equals("after"));
      assertThat(client.types()).doesNotContain("GUILD_MEMBER_UPDATE");
      var member = guild.owner().rest().get(guild.path() + "/members/" + holder.id()).expect(200);
      assertThat(member.path("roles")).isEmpty();
      var shown = guild.owner().rest().get("/channels/" + channel).expect(200);
      assertThat(shown.path("permission_overwrites")).hasSize(1);
    }
  }
}
