package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.platform.sql.Database;
import chat.maru.testkit.Bot;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Rest;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How many guilds one session of a bot may carry, and how many sessions it is told to start.
class ShardingIT {
  private static final String BOUND = "maru.gateway.max-guilds-per-shard";

  @Test
  void whoHasTooManyGuildsForOneSessionHasToShard() {
    var guild = GuildOf.someone();
    var other = GuildOf.of(guild.owner());
    var third = GuildOf.of(guild.owner());
    var bot = Bot.in(guild);
    bot.into(other);
    bot.into(third);
    System.setProperty(BOUND, "2");
    try {
      try (var whole = GatewayClient.connect()) {
        assertThat(whole.identify(bot.token(), Map.of("intents", 1)).closeCode()).isEqualTo(4011);
        assertThat(whole.types()).isEmpty();
      }
      System.setProperty(BOUND, "3");
      try (var whole = GatewayClient.of(bot.token(), 1)) {
        assertThat(whole.event("READY").path("guilds")).hasSize(3);
      }
      System.setProperty(BOUND, "2");
      // a person's client holds everything
      GatewayClient.of(guild.owner().token()).close();
    } finally {
      System.clearProperty(BOUND);
    }
  }

  @Test
  void oneShardIsRecommendedForEachThousandGuilds() throws SQLException {
    var bot = Bot.in(GuildOf.someone());
    var rest = Rest.anonymous().as("Bot " + bot.token());
    var one = rest.get("/gateway/bot").expect(200);
    assertThat(one.path("shards").asInt()).isEqualTo(1);
    var limit = one.path("session_start_limit");
    assertThat(limit.path("total").asInt()).isEqualTo(1000);
    assertThat(limit.path("remaining").asInt()).isEqualTo(1000);
    assertThat(limit.path("reset_after").asInt()).isZero();
    assertThat(limit.path("max_concurrency").asInt()).isEqualTo(16);

    guilds(bot.id(), 1000);
    assertThat(rest.get("/gateway/bot").expect(200).path("shards").asInt()).isEqualTo(2);
  }

  private static void guilds(long botId, int count) throws SQLException {
    var first = botId / 1000;
    var sql =
        """
        insert into guilds (id, owner_id, name, created_at)
          select %1$d + n, %2$d, 'one of many', now() from generate_series(1, %3$d) n;
        insert into members (guild_id, user_id, joined_at)
          select %1$d + n, %2$d, now() from generate_series(1, %3$d) n
        """
            .formatted(first, botId, count);
    try (var connection = CDI.current().select(Database.class).get().open("test");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
