package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.event.Echoes;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Services;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The answer to a change comes after its event.
class AnswerAfterEventIT {
  @Test
  void whoHasTheAnswerToAChangeFindsItAmongWhatTheNodeHasTold()
      throws SQLException, InterruptedException {
    var guild = GuildOf.someone();
    var echoes = CDI.current().select(Echoes.class).get();
    for (var i = 0; i < 20; i++) {
      guild.owner().rest().patch(guild.path(), Map.of("name", "Name " + i)).expect(200);

      assertThat(echoes.await(lastOutboxId(guild), Duration.ZERO)).as("told already").isTrue();
    }
  }

  @Test
  void aClientSeesItsOwnChangesInOrder() {
    var guild = GuildOf.someone();
    try (var client = GatewayClient.of(guild.owner().token())) {
      client.event("GUILD_CREATE");
      for (var i = 0; i < 20; i++) {
        var name = "Name " + i;
        guild.owner().rest().patch(guild.path(), Map.of("name", name)).expect(200);
        client.event("GUILD_UPDATE", g -> g.path("name").asText().equals(name));
      }
    }
  }

  @Test
  void whatNeverComesIsNotWaitedForWithoutEnd() throws InterruptedException {
    GuildOf.someone();
    var echoes = CDI.current().select(Echoes.class).get();

    assertThat(echoes.await(Long.MAX_VALUE, Duration.ofMillis(20))).isFalse();

    echoes.heard(Long.MAX_VALUE);
    assertThat(echoes.await(Long.MAX_VALUE, Duration.ZERO)).isTrue();
  }

  private static long lastOutboxId(GuildOf guild) throws SQLException {
    var services = Services.get();
    try (var connection =
            DriverManager.getConnection(
                services.get("maru.db.url"),
                services.get("maru.db.user"),
                services.get("maru.db.password"));
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery("select last_outbox_id from guilds where id = " + guild.id())) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
