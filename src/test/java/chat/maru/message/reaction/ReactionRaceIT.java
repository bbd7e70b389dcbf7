package chat.maru.message.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.access.Gate;
import chat.maru.auth.Actor;
import chat.maru.event.Crowd;
import chat.maru.platform.sql.Database;
import chat.maru.platform.sql.NodeLease;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Two hundred members at one message at once. They are made in the database: to register them
/// takes longer than all the rest.
class ReactionRaceIT {
  private static final int CROWD = 200;
  private static final ReactionEmoji THUMB = ReactionEmoji.parse("👍");

  @Test
  void twoHundredAtOnceAreCountedExactly() throws Exception {
    var guild = GuildOf.someone();
    var rest = guild.owner().rest();
    var path = "/channels/" + guild.general() + "/messages";
    var message = rest.post(path, Map.of("content", "x")).expect(200).path("id").asLong();
    var people = members(guild.id());
    var keeper = CDI.current().select(ReactionKeeper.class).get();
    var crowd = CDI.current().select(Crowd.class).get();
    var gate = CDI.current().select(Gate.class).get();
    try (var screen = GatewayClient.of(guild.owner().token())) {
      atOnce(
          people,
          id -> {
            var grant = gate.channel(Actor.person(id, 0, false), guild.general());
            crowd.run(guild.general(), () -> keeper.add(grant, message, THUMB));
          });
      assertThat(count(guild, message)).isEqualTo(CROWD);
      atOnce(
          people.subList(0, CROWD / 2),
          id -> {
            var grant = gate.channel(Actor.person(id, 0, false), guild.general());
            crowd.run(guild.general(), () -> keeper.remove(grant, message, THUMB, id));
          });
      assertThat(count(guild, message)).isEqualTo(CROWD / 2);
      var end = rest.post(path, Map.of("content", "end")).expect(200).path("id").asText();
      screen.event("MESSAGE_CREATE", m -> m.path("id").asText().equals(end));
      assertThat(screen.events("MESSAGE_REACTION_ADD")).hasSize(CROWD);
      assertThat(screen.events("MESSAGE_REACTION_REMOVE")).hasSize(CROWD / 2);
    }
  }

  private static int count(GuildOf guild, long message) {
    return guild
        .owner()
        .rest()
        .get("/channels/" + guild.general() + "/messages/" + message)
        .expect(200)
        .path("reactions")
        .get(0)
        .path("count")
        .asInt();
  }

  private static void atOnce(List<Long> people, LongConsumer each) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var done = people.stream().map(id -> threads.submit(() -> each.accept(id))).toList();
      for (var one : done) {
        one.get();
      }
    }
  }

  private static List<Long> members(long guild) throws SQLException {
    var ids = CDI.current().select(NodeLease.class).get();
    var database = CDI.current().select(Database.class).get();
    var people = Stream.generate(ids::nextId).limit(CROWD).toList();
    try (var connection = database.open("test");
        var statement = connection.createStatement()) {
      for (var id : people) {
        statement.addBatch(
            "insert into users (id, username, email, password_hash, created_at)"
                + " values (%d, 'u%d', 'u%d@example.test', 'x', now())".formatted(id, id, id));
        statement.addBatch(
            "insert into members (guild_id, user_id, joined_at) values (%d, %d, now())"
                .formatted(guild, id));
      }
      statement.executeBatch();
    }
    return people;
  }
}
