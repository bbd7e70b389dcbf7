package chat.maru.cost;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.gateway.SessionOpener;
import chat.maru.testkit.Await;
import chat.maru.testkit.BigGuild;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Rest;
import chat.maru.testkit.RoleOf;
import chat.maru.testkit.Statements;
import chat.maru.wire.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// A guild of 10,000 members, 500 channels and 250 roles costs as many statements as one of three
/// people, and no statement reads a table from end to end.
@TestInstance(Lifecycle.PER_CLASS)
class StatementsIT {
  private static final int MOST = 32;
  private static final Set<String> HOT =
      Set.of(
          "members",
          "member_roles",
          "roles",
          "channels",
          "channel_heads",
          "channel_overwrites",
          "audit_log_entries",
          "users",
          "guilds");

  /// What the operations are tried on.
  ///
  /// @param category empty at first
  private record Place(
      GuildOf guild, List<Long> roles, List<Long> channels, List<Long> members, long category) {
    Place(GuildOf guild, List<Long> roles, List<Long> channels, List<Long> members) {
      this(guild, roles, channels, members, guild.channel(Map.of("name", "house", "type", 4)));
    }

    Rest rest() {
      return guild.owner().rest();
    }

    String at(String path) {
      return guild.path() + path;
    }
  }

  private final Map<String, List<String>> seen = new LinkedHashMap<>();
  private Place small;
  private Place big;

  @BeforeAll
  void make() {
    var guild = GuildOf.someone();
    var roles = IntStream.range(0, 3).mapToObj(_ -> RoleOf.in(guild, Map.of()).id()).toList();
    var channels = IntStream.range(0, 3).mapToObj(n -> guild.channel(Map.of("name", "c" + n)));
    var members = IntStream.range(0, 2).mapToObj(_ -> guild.member().id()).toList();
    small = new Place(guild, roles, channels.toList(), members);
    var large = BigGuild.make();
    big = new Place(large.guild(), large.roles(), large.channels(), large.members());
  }

  @Test
  void rolesCostTheSameWhateverTheGuildHas() {
    same("list roles", it -> it.rest().get(it.at("/roles")).expect(200));
    same("get role", it -> it.rest().get(it.at("/roles/" + it.roles().get(0))).expect(200));
    same("count", it -> it.rest().get(it.at("/roles/member-counts")).expect(200));
    same("create role", it -> it.rest().post(it.at("/roles"), Map.of("name", "x")).expect(200));
    same(
        "change role",
        it -> {
          var body = Map.of("hoist", true, "permissions", "1024");
          it.rest().patch(it.at("/roles/" + it.roles().get(0)), body).expect(200);
        });
    same("turn the order round", StatementsIT::turnRound);
    same(
        "delete role", it -> it.rest().delete(it.at("/roles/" + it.roles().getLast())).expect(204));
  }

  private static void turnRound(Place place) {
    var moves = new ArrayList<Map<String, Object>>();
    for (var id : place.roles().reversed()) {
      moves.add(Map.of("id", id.toString(), "position", moves.size() + 1));
    }
    place.rest().patch(place.at("/roles"), moves).expect(200);
  }

  @Test
  void membersCostTheSameWhateverTheGuildHas() {
    same("list members", it -> it.rest().get(it.at("/members?limit=1000")).expect(200));
    same("get member", it -> it.rest().get(it.at("/members/" + it.members().get(0))).expect(200));
    same("give", it -> it.rest().put(roleOf(it), Map.of()).expect(204));
    same("take", it -> it.rest().delete(roleOf(it)).expect(204));
    same("kick", it -> it.rest().delete(it.at("/members/" + it.members().getLast())).expect(204));
  }

  private static String roleOf(Place place) {
    return place.at("/members/" + place.members().get(0) + "/roles/" + place.roles().get(1));
  }

  @Test
  void channelsCostTheSameWhateverTheGuildHas() {
    same("list channels", it -> it.rest().get(it.at("/channels")).expect(200));
    same("get channel", it -> it.rest().get("/channels/" + it.channels().get(0)).expect(200));
    same("create", it -> it.rest().post(it.at("/channels"), Map.of("name", "x")).expect(201));
    same(
        "change channel with its overwrites",
        it -> {
          var overwrites =
              it.roles().subList(0, Math.min(100, it.roles().size() - 1)).stream()
                  .map(role -> Map.of("id", role.toString(), "type", 0, "deny", "2048"))
                  .toList();
          it.rest()
              .patch(
                  "/channels/" + it.channels().get(0),
                  Map.of("topic", "x", "permission_overwrites", overwrites))
              .expect(200);
        });
    same("set overwrite", it -> it.rest().put(overwrite(it), Map.of("deny", "2048")).expect(204));
    same("delete overwrite", it -> it.rest().delete(overwrite(it)).expect(204));
    same("move channels", StatementsIT::move);
    same("delete category", it -> it.rest().delete("/channels/" + it.category()).expect(200));
    same("invite", it -> it.rest().post(it.at("/invites"), Map.of("unique", true)).expect(200));
    same("list invites", it -> it.rest().get(it.at("/invites")).expect(200));
    same(
        "delete channel",
        it -> it.rest().delete("/channels/" + it.channels().getLast()).expect(200));
  }

  private static String overwrite(Place place) {
    return "/channels/" + place.channels().get(1) + "/permissions/" + place.guild().id();
  }

  private static void move(Place place) {
    var moves = new ArrayList<Map<String, Object>>();
    for (var id : place.channels().subList(0, Math.min(50, place.channels().size() - 1))) {
      moves.add(
          Map.of(
              "id",
              id.toString(),
              "position",
              1000 - moves.size(),
              "parent_id",
              Long.toString(place.category()),
              "lock_permissions",
              true));
    }
    place.rest().patch(place.at("/channels"), moves).expect(204);
  }

  @Test
  void guildsCostTheSameWhateverTheyHave() {
    same("get guild", it -> it.rest().get(it.at("?with_counts=true")).expect(200));
    same("change guild", it -> it.rest().patch(it.at(""), Map.of("name", "Tea")).expect(200));
    same("read log", it -> it.rest().get(it.at("/audit-logs?limit=100")).expect(200));
    same(
        "read log of an action",
        it -> it.rest().get(it.at("/audit-logs?limit=100&action_type=24")).expect(200));
  }

  @Test
  void aSessionCostsTheSameWhateverItsGuildHas() {
    same("identify", StatementsIT::identify);
    assertThat(seen.get("identify")).as("with the two that begin the reading").hasSize(13);
  }

  private static void identify(Place place) {
    try (var client = GatewayClient.of(place.guild().owner().token())) {
      client.event("GUILD_CREATE");
    }
  }

  private interface Call {
    void on(Place place);
  }

  private void same(String what, Call call) {
    awaitQuiet();
    var few = Statements.of(() -> call.on(small));
    awaitQuiet();
    var many = Statements.of(() -> call.on(big));
    assertThat(few).as(what + ": nothing was seen").isNotEmpty();
    assertThat(many.size())
        .as("%s in the small guild: %s%nin the big one: %s", what, few, many)
        .isLessThanOrEqualTo(Math.min(MOST, few.size() + 4));
    seen.put(what, many);
  }

  /// What an earlier call has changed makes the node read rights anew for as long as the log brings
  /// it.
  private static void awaitQuiet() {
    var opener = CDI.current().select(SessionOpener.class).get();
    Await.until("the log has brought everything", () -> opener.position() >= announced());
  }

  /// The position behind the last record of the log; out of reach while some are not on it yet.
  private static long announced() {
    try (var connection = BigGuild.connect();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select log_position, exists (select 1 from outbox) from relay_position")) {
      row.next();
      return row.getBoolean(2) ? Long.MAX_VALUE : row.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /// The plans that PostgreSQL makes without knowing the parameters, as for the prepared statements
  /// of the server.
  @AfterAll
  void noTableIsReadFromEndToEnd() throws SQLException, JsonProcessingException {
    var scans = new LinkedHashMap<String, String>();
    var explained = new LinkedHashSet<String>();
    try (var connection = BigGuild.connect();
        var statement = connection.createStatement()) {
      for (var operation : seen.entrySet()) {
        for (var sql : new LinkedHashSet<>(operation.getValue())) {
          if (sql.startsWith("set ")) {
            continue; // has no plan
          }
          var table = scanned(statement, sql);
          explained.add(sql);
          if (!table.isEmpty()) {
            scans.put(operation.getKey() + ": " + table, sql);
          }
        }
      }
    }
    assertThat(explained.size()).isGreaterThan(20);
    assertThat(scans).isEmpty();
  }

  /// The first hot table that a statement reads from end to end.
  private static String scanned(Statement statement, String sql)
      throws SQLException, JsonProcessingException {
    var text = new StringBuilder("explain (generic_plan, format json) ");
    var parameter = 0;
    for (var i = 0; i < sql.length(); i++) {
      text.append(sql.charAt(i) == '?' ? "$" + ++parameter : String.valueOf(sql.charAt(i)));
    }
    try (var plan = statement.executeQuery(text.toString())) {
      plan.next();
      return scan(Json.tree(plan.getString(1)));
    } catch (SQLException e) {
      throw new SQLException("can not explain " + text, e);
    }
  }

  private static String scan(JsonNode node) {
    if (node.path("Node Type").asText().equals("Seq Scan")
        && HOT.contains(node.path("Relation Name").asText())) {
      return node.path("Relation Name").asText();
    }
    for (var child : node) {
      var found = scan(child);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return "";
  }
}
