package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.platform.sql.Database;
import chat.maru.testkit.Await;
import chat.maru.testkit.Bot;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Which members a client is told of: at its start by the size of the guild, and when it asks.
class MemberListIT {
  private final GuildOf guild = GuildOf.someone();

  @Test
  void aGuildIsLargeFromTheThresholdOnThatTheClientNames() throws SQLException {
    crowd(60);
    try (var owner = GatewayClient.of(guild.owner().token())) {
      var large = owner.event("GUILD_CREATE");
      assertThat(large.path("large").asBoolean()).isTrue();
      assertThat(large.path("member_count").asInt()).isEqualTo(61);
      assertThat(large.path("members").size()).isLessThan(3);

      var small = start(Map.of("large_threshold", 61));
      assertThat(small.path("large").asBoolean()).isFalse();
      assertThat(small.path("member_count").asInt()).isEqualTo(61);
      assertThat(small.path("members")).hasSize(61);
      assertThat(start(Map.of("large_threshold", 60)).path("large").asBoolean()).isTrue();
    }
  }

  @Test
  void aThresholdBeyondTheBoundsCountsAsTheNextOne() throws SQLException {
    crowd(45);
    assertThat(start(Map.of("large_threshold", 1)).path("large").asBoolean()).isFalse();
    assertThat(start(Map.of("large_threshold", -7)).path("large").asBoolean()).isFalse();
    crowd(210);
    assertThat(start(Map.of("large_threshold", 100_000)).path("large").asBoolean()).isTrue();
    try (var client = GatewayClient.connect()) {
      client.identify(guild.owner().token(), Map.of("large_threshold", "many"));
      assertThat(client.closeCode()).isEqualTo(4002);
    }
  }

  @Test
  void aLargeGuildNamesThoseWhoAreThere() throws SQLException {
    var friend = guild.member();
    var absent = guild.member();
    crowd(60);
    try (var _ = GatewayClient.of(friend.token())) {
      Await.until(
          "the friend is shown and nobody who is absent",
          () -> {
            var members = start(Map.of()).path("members").findValuesAsText("id");
            assertThat(members).doesNotContain(Long.toString(absent.id())).hasSizeLessThan(4);
            return members.contains(Long.toString(friend.id()));
          });
      var bot = Bot.in(guild);
      try (var blind = GatewayClient.of(bot.token(), Intents.GUILDS | Intents.GUILD_MEMBERS)) {
        assertThat(blind.event("GUILD_CREATE").path("members").findValuesAsText("id"))
            .containsExactly(Long.toString(bot.id()));
      }
    }
  }

  @Test
  void allMembersOfAGuildAreSentOnceInThirtySeconds() {
    var other = GuildOf.of(guild.owner());
    var bot = Bot.in(guild);
    bot.into(other);
    try (var client = GatewayClient.of(bot.token(), Intents.ALL)) {
      client.event("GUILD_CREATE", g -> g.path("id").asLong() == guild.id());
      client.event("GUILD_CREATE", g -> g.path("id").asLong() == other.id());
      client.send(8, all("first"));
      chunk(client, "first");
      client.send(8, all("again"));
      var refused = client.event("RATE_LIMITED");
      assertThat(refused.path("opcode").asInt()).isEqualTo(8);
      assertThat(refused.path("retry_after").asDouble()).isBetween(0.0, 30.0);
      assertThat(refused.path("meta").path("guild_id").asText())
          .isEqualTo(Long.toString(guild.id()));
      assertThat(refused.path("meta").path("nonce").asText()).isEqualTo("again");

      client.send(8, asked(other, Map.of("query", "", "limit", 0, "nonce", "other")));
      chunk(client, "other");
      client.send(8, asked(guild, Map.of("query", "o", "limit", 0, "nonce", "some")));
      chunk(client, "some");
      assertThat(client.events("GUILD_MEMBERS_CHUNK")).hasSize(3);
      assertThat(client.events("RATE_LIMITED")).hasSize(1);
    }
  }

  @Test
  void aNonceThatIsTooLongIsLeftOut() {
    try (var client = GatewayClient.of(guild.owner().token())) {
      client.event("GUILD_CREATE");
      client.send(8, asked(guild, Map.of("query", "own", "nonce", "n".repeat(33))));
      assertThat(client.event("GUILD_MEMBERS_CHUNK").has("nonce")).isFalse();
      client.send(8, asked(guild, Map.of("query", "own", "nonce", "n".repeat(32))));
      chunk(client, "n".repeat(32));
    }
  }

  @Test
  void ofManyIdsTheFirstHundredCount() {
    var ids = LongStream.rangeClosed(1, 150).mapToObj(Long::toString).toList();
    try (var client = GatewayClient.of(guild.owner().token())) {
      client.event("GUILD_CREATE");
      client.send(8, asked(guild, Map.of("user_ids", ids, "nonce", "ids")));
      var chunk = chunk(client, "ids");
      assertThat(chunk.path("members")).isEmpty();
      assertThat(chunk.path("chunk_index").asInt()).isZero();
      assertThat(chunk.path("chunk_count").asInt()).isEqualTo(1);
      assertThat(chunk.path("not_found")).hasSize(100);
    }
  }

  @Test
  void theWholeListNeedsTheIntentAndPresencesTheirs() throws SQLException {
    crowd(1500);
    var bot = Bot.in(guild);
    try (var blind = GatewayClient.of(bot.token(), Intents.GUILDS);
        var seeing = GatewayClient.of(bot.token(), Intents.ALL)) {
      blind.event("GUILD_CREATE");
      seeing.event("GUILD_CREATE");
      blind.send(8, all("all"));
      blind.send(8, asked(guild, Map.of("query", "", "limit", 5, "nonce", "five")));
      blind.send(8, asked(guild, Map.of("query", "own", "presences", true, "nonce", "presences")));
      assertThat(chunk(blind, "presences").has("presences")).isFalse();
      assertThat(blind.events("GUILD_MEMBERS_CHUNK")).hasSize(1);

      seeing.send(8, asked(guild, Map.of("query", "", "limit", 0, "presences", true)));
      var first = seeing.event("GUILD_MEMBERS_CHUNK", c -> c.path("chunk_index").asInt() == 0);
      var last = seeing.event("GUILD_MEMBERS_CHUNK", c -> c.path("chunk_index").asInt() == 1);
      assertThat(first.path("members")).hasSize(1000);
      assertThat(last.path("members")).hasSize(502);
      assertThat(last.path("chunk_count").asInt()).isEqualTo(2);
      assertThat(first.path("presences").isArray()).isTrue();
    }
  }

  private Map<String, Object> all(String nonce) {
    return asked(guild, Map.of("query", "", "limit", 0, "nonce", nonce));
  }

  private static Map<String, Object> asked(GuildOf guild, Map<String, Object> more) {
    var body = new HashMap<String, Object>(more);
    body.put("guild_id", Long.toString(guild.id()));
    return body;
  }

  private static JsonNode chunk(GatewayClient client, String nonce) {
    return client.event("GUILD_MEMBERS_CHUNK", c -> c.path("nonce").asText().equals(nonce));
  }

  /// How the guild looks to its owner at the start.
  private JsonNode start(Map<String, Object> more) {
    try (var client = GatewayClient.identified(guild.owner().token(), more)) {
      return client.event("GUILD_CREATE");
    }
  }

  /// Lets so many in at once, who are never there.
  private void crowd(int count) throws SQLException {
    var first = Person.register("crowd").id() / 1000 - 10_000;
    var sql =
        """
        insert into users (id, username, email, password_hash, created_at)
          select %1$d + n, 'c' || %1$d + n, %1$d + n || '@example.org', 'x', now()
          from generate_series(1, %2$d) n;
        insert into members (guild_id, user_id, joined_at)
          select %3$d, %1$d + n, now() from generate_series(1, %2$d) n;
        update guilds set member_count = member_count + %2$d where id = %3$d
        """
            .formatted(first, count, guild.id());
    try (var connection = CDI.current().select(Database.class).get().open("test");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
