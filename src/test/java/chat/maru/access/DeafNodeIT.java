package chat.maru.access;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.event.Audience;
import chat.maru.event.Bus;
import chat.maru.event.Pulse;
import chat.maru.testkit.Await;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Maru;
import chat.maru.testkit.Services;
import chat.maru.wire.event.Dispatch;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a node does that hears nothing from the relay: it decides from the database (design, I7).
class DeafNodeIT {
  private static final Duration IN_FORCE = Duration.ofSeconds(2);

  /// What typing looks like to the gateway.
  private record Typing(long channelId, long guildId, long userId, int timestamp)
      implements Dispatch {
    @Override
    public String type() {
      return "TYPING_START";
    }

    @Override
    public Object body() {
      return Map.of(
          "channel_id", channelId, "guild_id", guildId, "user_id", userId, "timestamp", timestamp);
    }
  }

  @Test
  void aRevocationThatTheLogDoesNotTellIsInForceWithinTwoSeconds()
      throws SQLException, InterruptedException {
    var guild = GuildOf.someone();
    var member = guild.member();
    var room = guild.channel(Map.of("name", "soon hidden"));
    try (var client = GatewayClient.of(member.token());
        var owner = GatewayClient.of(guild.owner().token());
        var _ = Held.relay(guild)) {
      member.rest().get("/channels/" + room).expect(200);
      type(guild, room, 1);
      client.event("TYPING_START");

      revoke(guild, room);
      var revokedAt = System.nanoTime();

      Await.until(
          "REST refuses", IN_FORCE, () -> member.rest().get("/channels/" + room).status() == 403);
      member.rest().get("/channels/" + guild.general()).expect(200);
      awaitInForce(revokedAt); // a socket decides by itself, not when REST does
      type(guild, room, 2);
      type(guild, guild.general(), 3);
      client.event("TYPING_START", t -> t.path("timestamp").asInt() == 3);
      owner.event("TYPING_START", t -> t.path("timestamp").asInt() == 2);
      assertThat(client.events("TYPING_START"))
          .extracting(t -> t.path("timestamp").asInt())
          .containsExactly(1, 3);
      assertThat(pulse().vouches()).as("all that was without the relay").isFalse();
    }
    Await.until("the relay beats again", Duration.ofSeconds(30), () -> pulse().vouches());
  }

  /// A member's rights are forgotten too, and what belongs to the guild is refused.
  @Test
  void aKickThatTheLogDoesNotTellIsInForceWithinTwoSeconds()
      throws SQLException, InterruptedException {
    var guild = GuildOf.someone();
    var member = guild.member();
    try (var client = GatewayClient.of(member.token());
        var owner = GatewayClient.of(guild.owner().token());
        var _ = Held.relay(guild)) {
      member.rest().get(guild.path()).expect(200);
      execute(
          "delete from members where guild_id = %d and user_id = %d"
              .formatted(guild.id(), member.id()));
      var kickedAt = System.nanoTime();
      Await.until(
          "REST knows no such guild",
          IN_FORCE,
          () -> member.rest().get(guild.path()).status() == 404);
      awaitInForce(kickedAt);
      type(guild, guild.general(), 1);
      owner.event("TYPING_START");
      assertThat(client.events("TYPING_START")).isEmpty();
    }
    Await.until("the relay beats again", Duration.ofSeconds(30), () -> pulse().vouches());
  }

  /// What is over asks for nothing more, over a socket neither.
  @Test
  void aLoginWhoseEndTheLogDoesNotTellIsRefusedWithinTwoSeconds() throws SQLException {
    var guild = GuildOf.someone();
    var member = guild.member();
    try (var client = GatewayClient.of(member.token());
        var _ = Held.relay(guild)) {
      execute("update auth_sessions set revoked_at = now() where user_id = " + member.id());
      var asking = Map.of("guild_id", Long.toString(guild.id()), "query", "", "limit", 1);
      Await.until("REST refuses", IN_FORCE, () -> member.rest().get("/users/@me").status() == 401);
      assertThat(client.send(8, asking).closeCode()).isEqualTo(4004);
    }
    Await.until("the relay beats again", Duration.ofSeconds(30), () -> pulse().vouches());
  }

  private static void awaitInForce(long since) throws InterruptedException {
    Thread.sleep(IN_FORCE.minusNanos(System.nanoTime() - since));
  }

  private static void type(GuildOf guild, long channelId, int mark) {
    CDI.current()
        .select(Bus.class)
        .get()
        .publish(
            new Audience.Channel(channelId, guild.id()),
            new Typing(channelId, guild.id(), guild.owner().id(), mark));
  }

  /// Hides the channel behind the server's back.
  private static void revoke(GuildOf guild, long channelId) throws SQLException {
    execute(
        "insert into channel_overwrites values (%d, %d, 0, 0, %d)"
            .formatted(channelId, guild.id(), Permission.VIEW_CHANNEL.bit()));
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = open();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Pulse pulse() {
    return CDI.current().select(Pulse.class).get();
  }

  private static Connection open() throws SQLException {
    var services = Services.get();
    return DriverManager.getConnection(
        services.get("maru.db.url"),
        services.get("maru.db.user"),
        services.get("maru.db.password"));
  }

  /// The relay, kept from noting how far it has come until this is closed.
  private record Held(Connection lock) implements AutoCloseable {
    static Held relay(GuildOf guild) throws SQLException {
      assertThat(Maru.url()).isNotEmpty();
      var lock = open();
      lock.setAutoCommit(false);
      try (var statement = lock.createStatement()) {
        statement.execute("lock table relay_position in access exclusive mode");
      }
      // something to carry: the relay gets stuck behind it
      guild.owner().rest().patch(guild.path(), Map.of("name", "Held")).expect(200);
      Await.until(
          "the relay is stuck and the node deaf",
          Duration.ofSeconds(20),
          () -> isWaitedFor(lock) && !pulse().vouches());
      return new Held(lock);
    }

    private static boolean isWaitedFor(Connection lock) {
      try (var statement = lock.createStatement();
          var waiting =
              statement.executeQuery(
                  "select from pg_locks where relation = 'relay_position'::regclass"
                      + " and not granted")) {
        return waiting.next();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() throws SQLException {
      lock.rollback();
      lock.close();
    }
  }
}
