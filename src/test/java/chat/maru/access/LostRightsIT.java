package chat.maru.access;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.platform.sql.Database;
import chat.maru.testkit.Await;
import chat.maru.testkit.Bot;
import chat.maru.testkit.Drawing;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import chat.maru.testkit.Rest.Answer;
import chat.maru.testkit.RoleOf;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;

/// Who loses a right while its call waits for the guild's lock is refused: what was asked before
/// the lock counts for nothing.
class LostRightsIT {
  private static final String EVERYTHING =
      Long.toString(Permission.ALL & ~Permission.ADMINISTRATOR.bit());
  private static final Map<String, Object> NONE = Map.of();

  /// A guild whose `@everyone` may read alone, with one of everything that can be changed.
  private record Scene(
      GuildOf guild,
      RoleOf power,
      Person actor,
      Person target,
      RoleOf role,
      String channel,
      List<String> messages) {

    static Scene set() {
      var guild = GuildOf.someone();
      var owner = guild.owner().rest();
      var everyone = guild.path() + "/roles/" + guild.id();
      owner.patch(everyone, Map.of("permissions", "66560")).expect(200);
      var power = RoleOf.in(guild, Map.of("permissions", EVERYTHING));
      var actor = power.to(guild.member());
      var channel = "/channels/" + guild.channel(Map.of("name", "room"));
      var messages =
          Stream.of("one", "two")
              .map(text -> owner.post(channel + "/messages", Map.of("content", text)).expect(200))
              .map(message -> message.path("id").asText())
              .toList();
      return new Scene(
          guild, power, actor, guild.member(), RoleOf.in(guild, NONE), channel, messages);
    }

    Rest rest() {
      return actor.rest();
    }

    String at(String rest) {
      return guild.path() + rest;
    }

    /// The owner makes it.
    String made(String path, Map<String, Object> body) {
      return guild.owner().rest().post(path, body).body().path("id").asText();
    }

    String emoji() {
      return at("/emojis/" + made(at("/emojis"), picture()));
    }

    String thread() {
      return "/channels/"
          + made(channel + "/messages/" + messages.getFirst() + "/threads", Map.of("name", "t"));
    }

    String invite() {
      var invite = guild.owner().rest().post(channel + "/invites", NONE).expect(200);
      return "/invites/" + invite.path("code").asText();
    }
  }

  private static Map<String, Object> picture() {
    return Map.of("name", "tea", "image", Drawing.uri("png", Drawing.of("png", 16, 16, 0x00aa55)));
  }

  static Stream<Arguments> changes() {
    return Stream.of(ofGuilds(), ofPeople(), ofChannels(), ofTalk()).flatMap(some -> some);
  }

  private static Stream<Arguments> ofGuilds() {
    return Stream.of(
        change("guild", s -> () -> s.rest().patch(s.at(""), Map.of("name", "mine"))),
        change("widget", s -> () -> s.rest().patch(s.at("/widget"), Map.of("enabled", true))),
        change("emoji made", s -> () -> s.rest().post(s.at("/emojis"), picture())),
        change(
            "emoji changed",
            s -> {
              var emoji = s.emoji();
              return () -> s.rest().patch(emoji, Map.of("name", "mine"));
            }),
        change(
            "emoji deleted",
            s -> {
              var emoji = s.emoji();
              return () -> s.rest().delete(emoji);
            }),
        change("role made", s -> () -> s.rest().post(s.at("/roles"), NONE)),
        change("role changed", s -> () -> s.rest().patch(s.role().path(), Map.of("name", "mine"))),
        change("roles moved", s -> () -> s.rest().patch(s.at("/roles"), List.of(s.role().move(1)))),
        change("role deleted", s -> () -> s.rest().delete(s.role().path())),
        change(
            "bot brought in",
            s -> {
              var bot = Bot.made(s.actor(), 0);
              return () ->
                  s.rest()
                      .post(
                          "/oauth2/authorize?client_id=" + bot.id() + "&scope=bot",
                          Map.of("guild_id", Long.toString(s.guild().id()), "authorize", true));
            }));
  }

  private static Stream<Arguments> ofPeople() {
    return Stream.of(
        change("nick", s -> () -> s.rest().patch(member(s), Map.of("nick", "mine"))),
        change("own nick", s -> () -> s.rest().patch(s.at("/members/@me"), Map.of("nick", "mine"))),
        change("role given", s -> () -> s.rest().put(s.role().at(s.target()), NONE)),
        change("kick", s -> () -> s.rest().delete(member(s))),
        change("ban", s -> () -> s.rest().put(s.at("/bans/" + s.target().id()), NONE)),
        change(
            "ban lifted",
            s -> {
              var ban = s.at("/bans/" + s.target().id());
              s.guild().owner().rest().put(ban, NONE).expect(204);
              return () -> s.rest().delete(ban);
            }),
        change(
            "bans",
            s ->
                () ->
                    s.rest()
                        .post(
                            s.at("/bulk-ban"),
                            Map.of("user_ids", List.of(Long.toString(s.target().id()))))),
        change("prune", s -> () -> s.rest().post(s.at("/prune"), Map.of("days", 7))));
  }

  private static String member(Scene scene) {
    return scene.at("/members/" + scene.target().id());
  }

  private static Stream<Arguments> ofChannels() {
    return Stream.of(
        change("channel made", s -> () -> s.rest().post(s.at("/channels"), Map.of("name", "mine"))),
        change("channel changed", s -> () -> s.rest().patch(s.channel(), Map.of("name", "mine"))),
        change(
            "channels moved",
            s ->
                () ->
                    s.rest()
                        .patch(
                            s.at("/channels"),
                            List.of(Map.of("id", s.channel().substring(10), "position", 7)))),
        change("channel deleted", s -> () -> s.rest().delete(s.channel())),
        change(
            "overwrite set",
            s ->
                () ->
                    s.rest()
                        .put(
                            s.channel() + "/permissions/" + s.role().id(),
                            Map.of("type", 0, "deny", "2048"))),
        change(
            "overwrite removed",
            s -> {
              var overwrite = s.channel() + "/permissions/" + s.role().id();
              s.guild().owner().rest().put(overwrite, Map.of("type", 0)).expect(204);
              return () -> s.rest().delete(overwrite);
            }),
        change("invite made", s -> () -> s.rest().post(s.channel() + "/invites", NONE)),
        change(
            "invite withdrawn",
            s -> {
              var invite = s.invite();
              return () -> s.rest().delete(invite);
            }));
  }

  private static Stream<Arguments> ofTalk() {
    return Stream.of(
        change(
            "thread begun",
            s ->
                () ->
                    s.rest()
                        .post(
                            s.channel() + "/messages/" + s.messages().getFirst() + "/threads",
                            Map.of("name", "mine"))),
        change(
            "thread changed",
            s -> {
              var thread = s.thread();
              return () -> s.rest().patch(thread, Map.of("locked", true));
            }),
        change(
            "thread deleted",
            s -> {
              var thread = s.thread();
              return () -> s.rest().delete(thread);
            }),
        change(
            "pin", s -> () -> s.rest().put(s.channel() + "/pins/" + s.messages().getFirst(), NONE)),
        change(
            "message deleted",
            s -> () -> s.rest().delete(s.channel() + "/messages/" + s.messages().getFirst())),
        change(
            "messages deleted",
            s ->
                () ->
                    s.rest()
                        .post(
                            s.channel() + "/messages/bulk-delete",
                            Map.of("messages", s.messages()))));
  }

  private interface Call {
    Answer answer();
  }

  private static Arguments change(String name, Function<Scene, Call> prepared) {
    return Arguments.of(name, prepared);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void whoLosesTheRightWhileItWaitsIsRefused(String name, Function<Scene, Call> prepared)
      throws Exception {
    var scene = Scene.set();
    var call = prepared.apply(scene);
    try (var other = database().open("test")) {
      other.setAutoCommit(false);
      execute(other, "select 1 from guilds where id = " + scene.guild().id() + " for update");
      var answer = CompletableFuture.supplyAsync(call::answer);
      Await.until(
          "the call waits for the lock of the guild", () -> isWaitedFor(other) || answer.isDone());
      assertThat(answer).as(name + " takes the lock").isNotDone();
      execute(other, "delete from member_roles where role_id = " + scene.power().id());
      other.commit();
      answer.get().refused(403, 50013);
    }
    assertThat(
            scene
                .guild()
                .owner()
                .rest()
                .get(scene.at("/audit-logs?user_id=" + scene.actor().id()))
                .expect(200)
                .path("audit_log_entries"))
        .isEmpty();
  }

  private static boolean isWaitedFor(Connection other) {
    var sql =
        "select 1 from pg_stat_activity where %d = any(pg_blocking_pids(pid))"
            .formatted(pid(other));
    try (var connection = database().open("test");
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static int pid(Connection connection) {
    try {
      return connection.unwrap(PGConnection.class).getBackendPID();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The server's own, which is there once it runs.
  private static Database database() {
    return CDI.current().select(Database.class).get();
  }
}
