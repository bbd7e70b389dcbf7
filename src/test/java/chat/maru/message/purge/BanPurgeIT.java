package chat.maru.message.purge;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.platform.sql.Database;
import chat.maru.testkit.Await;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/// A ban takes the latest messages of the banned along, in every channel of the guild and nowhere
/// else.
class BanPurgeIT {
  private final GuildOf guild = GuildOf.someone();
  private final Person alice = guild.member();
  private final long second = guild.channel(Map.of("name", "second"));

  private String say(Person who, long channel, String text) {
    return who.rest()
        .post("/channels/" + channel + "/messages", Map.of("content", text))
        .expect(200)
        .path("id")
        .asText();
  }

  private List<String> contents(long channel) {
    var list = guild.owner().rest().get("/channels/" + channel + "/messages").expect(200);
    return StreamSupport.stream(list.spliterator(), false)
        .map(message -> message.path("content").asText())
        .toList();
  }

  @Test
  void whatTheBannedSaidLatelyIsDeletedEverywhereInTheGuild() {
    var elsewhere = GuildOf.of(alice);
    say(alice, elsewhere.general(), "elsewhere");
    var ids = List.of(say(alice, guild.general(), "one"), say(alice, guild.general(), "two"));
    say(guild.owner(), guild.general(), "mine");
    var other = say(alice, second, "three");
    try (var hears = GatewayClient.of(guild.owner().token())) {
      guild
          .owner()
          .rest()
          .put(guild.path() + "/bans/" + alice.id(), Map.of("delete_message_seconds", 3600))
          .expect(204);

      var first = hears.event("MESSAGE_DELETE_BULK", gone -> in(gone, guild.general()));
      var next = hears.event("MESSAGE_DELETE_BULK", gone -> in(gone, second));
      assertThat(texts(first.path("ids"))).isEqualTo(ids);
      assertThat(texts(next.path("ids"))).containsExactly(other);
      assertThat(first.path("guild_id").asLong()).isEqualTo(guild.id());
    }
    assertThat(contents(guild.general())).containsExactly("mine");
    assertThat(contents(second)).isEmpty();
    var kept = alice.rest().get("/channels/" + elsewhere.general() + "/messages").expect(200);
    assertThat(kept).hasSize(1);
  }

  /// The worker that is at it dies with its transaction; what was noted is done all the same, a
  /// hundred messages at a time.
  @Test
  void aPurgeOfSeveralBatchesGoesOnAfterACrash() throws SQLException {
    for (var n = 0; n < 250; n++) {
      say(alice, second, "no " + n);
    }
    try (var hears = GatewayClient.of(guild.owner().token())) {
      try (var other = database().open("test")) {
        other.setAutoCommit(false);
        execute(other, "select 1 from channel_heads where channel_id = " + second + " for update");
        guild
            .owner()
            .rest()
            .put(guild.path() + "/bans/" + alice.id(), Map.of("delete_message_seconds", 3600))
            .expect(204);
        Await.until("the worker waits, and dies", Duration.ofSeconds(20), () -> killed(other));
        assertThat(hears.events("MESSAGE_DELETE_BULK")).isEmpty();
        other.rollback();
      }
      Await.until("all is gone", Duration.ofSeconds(30), () -> contents(second).isEmpty());
      Await.until("and told", () -> told(hears) == 250);
      assertThat(hears.events("MESSAGE_DELETE_BULK"))
          .hasSize(3)
          .allMatch(gone -> gone.path("ids").size() <= 100);
    }
  }

  private static int told(GatewayClient hears) {
    return hears.events("MESSAGE_DELETE_BULK").stream().mapToInt(e -> e.path("ids").size()).sum();
  }

  private static boolean killed(Connection holder) {
    try (var connection = database().open("test");
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select pg_terminate_backend(pid) from pg_stat_activity where %d = any(pg_blocking_pids(pid))"
                    .formatted(holder.unwrap(PGConnection.class).getBackendPID()))) {
      return rows.next();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Database database() {
    return CDI.current().select(Database.class).get();
  }

  @Test
  void withoutTheWishNothingIsDeleted() {
    var bob = guild.member();
    say(alice, guild.general(), "stays");
    say(bob, guild.general(), "goes");
    var rest = guild.owner().rest();
    try (var hears = GatewayClient.of(guild.owner().token())) {
      rest.put(guild.path() + "/bans/" + alice.id(), Map.of()).expect(204);
      rest.put(guild.path() + "/bans/" + bob.id(), Map.of("delete_message_days", 1)).expect(204);
      hears.event("MESSAGE_DELETE_BULK");
      assertThat(contents(guild.general())).containsExactly("stays");
    }
  }

  private static boolean in(JsonNode gone, long channel) {
    return gone.path("channel_id").asLong() == channel;
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
