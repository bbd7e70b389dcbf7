package chat.maru.message.poll;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.access.Gate;
import chat.maru.auth.Actor;
import chat.maru.event.Crowd;
import chat.maru.kernel.ApiException;
import chat.maru.kernel.Problem;
import chat.maru.platform.sql.Database;
import chat.maru.platform.sql.NodeLease;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Two hundred members at one poll at once. They are made in the database: to register them takes
/// longer than all the rest.
class PollRaceIT {
  private static final int CROWD = 200;

  private final GuildOf guild = GuildOf.someone();
  private final PollVoter voter = CDI.current().select(PollVoter.class).get();
  private final Crowd crowd = CDI.current().select(Crowd.class).get();
  private final Gate gate = CDI.current().select(Gate.class).get();

  @Test
  void twoHundredAtOnceAreCountedExactly() throws Exception {
    var poll = PollOf.asked(guild.owner(), guild.general(), "red", "blue");
    var people = members();
    try (var screen = GatewayClient.of(guild.owner().token())) {
      atOnce(people, id -> vote(poll, id, 1));
      assertThat(poll.votes(guild.owner())).isEqualTo("1:200");
      atOnce(people.subList(0, CROWD / 2), id -> vote(poll, id, 2));
      assertThat(poll.votes(guild.owner())).isEqualTo("1:100 2:100");
      end(screen);
      assertThat(screen.events("MESSAGE_POLL_VOTE_ADD")).hasSize(CROWD + CROWD / 2);
      assertThat(screen.events("MESSAGE_POLL_VOTE_REMOVE")).hasSize(CROWD / 2);
    }
  }

  @Test
  void whoVotesWhileItEndsIsInTheResultOrRefused() throws Exception {
    var poll = PollOf.asked(guild.owner(), guild.general(), "red", "blue");
    var people = members();
    try (var screen = GatewayClient.of(guild.owner().token());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var votes = people.stream().map(id -> threads.submit(() -> vote(poll, id, 1))).toList();
      var ended = threads.submit(() -> expire(poll));
      var taken = votes.stream().filter(PollRaceIT::done).count();
      assertThat(ended.get()).isEqualTo(200);
      assertThat(poll.votes(guild.owner())).isEqualTo(taken == 0 ? "" : "1:" + taken);
      end(screen);
      assertThat(PollOf.votes(screen.event("MESSAGE_UPDATE").path("poll")))
          .isEqualTo(taken == 0 ? "" : "1:" + taken);
      assertThat(screen.events("MESSAGE_POLL_VOTE_ADD")).hasSize((int) taken);
      var types = screen.types();
      assertThat(types.lastIndexOf("MESSAGE_POLL_VOTE_ADD"))
          .as("no vote after the end")
          .isLessThan(types.indexOf("MESSAGE_UPDATE"));
    }
  }

  private int expire(PollOf poll) {
    return guild.owner().rest().post(poll.path() + "/expire", Map.of()).status();
  }

  /// Whether the vote was taken; else it came too late.
  private boolean vote(PollOf poll, long userId, int answer) {
    var grant = gate.channel(Actor.person(userId, 0, false), guild.general());
    try {
      crowd.run(
          guild.general(), () -> voter.vote(grant, Long.parseLong(poll.id()), List.of(answer)));
      return true;
    } catch (ApiException refusal) {
      assertThat(refusal.problem()).isEqualTo(Problem.POLL_EXPIRED);
      return false;
    }
  }

  /// Waits until the screen has all that has happened.
  private void end(GatewayClient screen) {
    var path = "/channels/" + guild.general() + "/messages";
    var end = guild.owner().rest().post(path, Map.of("content", "end")).expect(200).path("id");
    screen.event("MESSAGE_CREATE", m -> m.path("id").equals(end));
  }

  private static void atOnce(List<Long> people, Vote vote) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var votes = threads.invokeAll(people.stream().map(vote::of).toList());
      assertThat(votes).allMatch(PollRaceIT::done);
    }
  }

  private static boolean done(Future<Boolean> vote) {
    try {
      return vote.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private interface Vote {
    boolean by(long userId);

    default Callable<Boolean> of(long userId) {
      return () -> by(userId);
    }
  }

  private List<Long> members() throws SQLException {
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
                .formatted(guild.id(), id));
      }
      statement.executeBatch();
    }
    return people;
  }
}
