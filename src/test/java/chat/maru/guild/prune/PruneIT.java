package chat.maru.guild.prune;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.access.Permission;
import chat.maru.testkit.Await;
import chat.maru.testkit.Bot;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.RoleOf;
import chat.maru.testkit.Services;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Members without roles who stay away are counted and removed.
class PruneIT {
  private final GuildOf guild = GuildOf.someone();
  private final String prune = guild.path() + "/prune";

  @Test
  void thoseWhoStayAwayAreCountedAndRemoved() {
    var gone = away(guild.member(), 10);
    var recent = away(guild.member(), 3);
    var keeper = away(RoleOf.granting(guild, 0).to(guild.member()), 10);
    var here = guild.member();
    Bot.in(guild);
    var rest = guild.owner().rest();

    assertThat(rest.get(prune).expect(200).path("pruned").asInt()).isEqualTo(1);
    assertThat(rest.get(prune + "?days=2").expect(200).path("pruned").asInt()).isEqualTo(2);
    assertThat(rest.get(prune + "?days=10").expect(200).path("pruned").asInt()).isZero();
    try (var hears = GatewayClient.of(here.token())) {
      var pruned =
          rest.with("X-Audit-Log-Reason", "spring")
              .post(prune, Map.of("days", 7))
              .expect(200)
              .path("pruned");
      assertThat(pruned.asInt()).isEqualTo(1);
      var removed = hears.event("GUILD_MEMBER_REMOVE");
      assertThat(removed.path("user").path("id").asLong()).isEqualTo(gone.id());
    }
    rest.get(guild.path() + "/members/" + gone.id()).refused(404, 10007);
    for (var stays : List.of(recent, keeper, here, guild.owner())) {
      rest.get(guild.path() + "/members/" + stays.id()).expect(200);
    }
    var log = rest.get(guild.path() + "/audit-logs?action_type=21").expect(200);
    assertThat(log.path("audit_log_entries")).hasSize(1);
    var entry = log.path("audit_log_entries").path(0);
    assertThat(entry.path("reason").asText()).isEqualTo("spring");
    assertThat(entry.path("target_id").isNull()).isTrue();
    assertThat(entry.path("options").path("delete_member_days").asText()).isEqualTo("7");
    assertThat(entry.path("options").path("members_removed").asText()).isEqualTo("1");
    assertThat(rest.post(prune, Map.of()).expect(200).path("pruned").asInt()).isZero();
    assertThat(rest.get(guild.path() + "/audit-logs?action_type=21").expect(200)).isEqualTo(log);
  }

  @Test
  void whoCallsOrIsConnectedAgainIsSeen() {
    var alice = away(guild.member(), 10);
    var rest = guild.owner().rest();
    assertThat(rest.get(prune).expect(200).path("pruned").asInt()).isEqualTo(1);
    sql("update last_seen set seen_on = seen_on + 9 where user_id = " + alice.id());
    assertThat(rest.get(prune + "?days=1").expect(200).path("pruned").asInt()).isZero();
  }

  @Test
  void namedRolesDoNotProtectWhereTheyStandBelow() {
    var low = RoleOf.granting(guild, 0);
    var other = RoleOf.granting(guild, 0);
    var powers = Permission.of(Permission.KICK_MEMBERS, Permission.MANAGE_GUILD);
    var moderators = RoleOf.granting(guild, powers);
    moderators.moveTo(3);
    var moderator = moderators.to(guild.member());
    away(low.to(guild.member()), 10);
    away(other.to(low.to(guild.member())), 10);
    away(moderators.to(guild.member()), 10);
    var rest = moderator.rest();

    assertThat(pruned(rest.get(prune).expect(200))).isZero();
    assertThat(pruned(rest.get(prune + "?include_roles=" + low.id()).expect(200))).isEqualTo(1);
    var both = low.id() + "," + other.id() + "," + moderators.id();
    assertThat(pruned(rest.get(prune + "?include_roles=" + both).expect(200))).isEqualTo(2);
    var repeated = "?include_roles=" + low.id() + "&include_roles=" + other.id();
    assertThat(pruned(rest.get(prune + repeated).expect(200))).isEqualTo(2);
    assertThat(pruned(guild.owner().rest().get(prune + "?include_roles=" + both).expect(200)))
        .isEqualTo(3);

    var body = Map.of("include_roles", List.of(low.id()), "compute_prune_count", "false");
    assertThat(rest.post(prune, body).expect(200).path("pruned").isNull()).isTrue();
    var text = Map.of("include_roles", low.id() + ", " + other.id());
    assertThat(pruned(rest.post(prune, text).expect(200))).isEqualTo(1);
  }

  @Test
  void aPruneOfSeveralBatchesRemovesAll() throws SQLException {
    var first = guild.id() / 1000;
    execute(
        """
        insert into users (id, username, email, password_hash, created_at)
          select %1$d + n, 'p' || %1$d + n, 'p' || %1$d + n || '@example.org', 'x', now()
          from generate_series(1, 1100) n;
        insert into members (guild_id, user_id, joined_at)
          select %2$d, %1$d + n, now() - interval '60 days' from generate_series(1, 1100) n;
        update guilds set member_count = 1101 where id = %2$d
        """
            .formatted(first, guild.id()));
    try (var hears = GatewayClient.of(guild.owner().token())) {
      hears.event("GUILD_CREATE");
      assertThat(pruned(guild.owner().rest().get(prune).expect(200))).isEqualTo(1100);

      assertThat(pruned(guild.owner().rest().post(prune, Map.of()).expect(200))).isEqualTo(1100);

      Await.until("all are told", () -> hears.events("GUILD_MEMBER_REMOVE").size() == 1100);
    }
    assertThat(guild.memberCount()).isEqualTo(1);
    assertThat(guild.audit(21))
        .extracting(entry -> entry.path("options").path("members_removed").asInt())
        .containsExactly(100, 500, 500);
  }

  private static void execute(String sql) throws SQLException {
    var services = Services.get();
    try (var connection =
            DriverManager.getConnection(
                services.get("maru.db.url"),
                services.get("maru.db.user"),
                services.get("maru.db.password"));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int pruned(com.fasterxml.jackson.databind.JsonNode body) {
    return body.path("pruned").asInt(-1);
  }

  @Test
  void itNeedsTwoPermissionsAndAPlace() {
    var kicker = RoleOf.granting(guild, Permission.KICK_MEMBERS.bit()).to(guild.member());
    var gone = away(guild.member(), 10);
    kicker.rest().get(prune).refused(403, 50013);
    kicker.rest().post(prune, Map.of()).refused(403, 50013);
    Person.register().rest().get(prune).refused(404, 10004);
    Person.register().rest().post(prune, Map.of()).refused(404, 10004);
    var rest = guild.owner().rest();
    for (var query : List.of("?days=0", "?days=31", "?days=x", "?include_roles=x")) {
      rest.get(prune + query).refused(400, 50035);
    }
    assertThat(rest.post(prune, Map.of("days", 31)).fault("days")).isEqualTo("NUMBER_TYPE_MAX");
    rest.raw("POST", prune, "{\"include_roles\":{}}").refused(400, 50035);
    rest.raw("POST", prune, "[]").refused(400, 50035);
    rest.get(guild.path() + "/members/" + gone.id()).expect(200);

    var everyone =
        Permission.of(Permission.KICK_MEMBERS, Permission.MANAGE_GUILD, Permission.VIEW_CHANNEL);
    rest.patch(guild.path() + "/roles/" + guild.id(), Map.of("permissions", "" + everyone))
        .expect(200);
    var equal = guild.member();
    assertThat(pruned(equal.rest().get(prune).expect(200))).isZero();
    assertThat(pruned(equal.rest().post(prune, Map.of()).expect(200))).isZero();
    rest.get(guild.path() + "/members/" + gone.id()).expect(200);
  }

  /// Waits until the server has noted that the member was here, then lets days pass.
  private static Person away(Person member, int days) {
    Await.until(
        "seen",
        () ->
            sql(
                    """
                    update last_seen set seen_on = cast(timezone('UTC', now()) as date) - %d
                    where user_id = %d
                    """
                        .formatted(days, member.id()))
                == 1);
    sql(
        "update members set joined_at = joined_at - interval '60 days' where user_id = "
            + member.id());
    return member;
  }

  private static int sql(String statement) {
    var settings = Services.get();
    try (var connection =
            DriverManager.getConnection(
                settings.get("maru.db.url"),
                settings.get("maru.db.user"),
                settings.get("maru.db.password"));
        var prepared = connection.createStatement()) {
      return prepared.executeUpdate(statement);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
