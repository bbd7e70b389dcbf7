package chat.maru.message.poll;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.platform.sql.Database;
import chat.maru.platform.sql.NodeLease;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Maru;
import chat.maru.testkit.Person;
import chat.maru.testkit.Statements;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A poll with 30,000 votes costs its readers as much as one without: as many statements, and none
/// that walks the votes.
class PollCostIT {
  private static final int MANY = 30_000;

  private final GuildOf guild = GuildOf.someone();
  private final Person owner = guild.owner();

  @Test
  void aPollCostsTheSameHoweverManyVoted() throws SQLException {
    var silent = PollOf.asked(owner, guild.general(), "red", "blue");
    var busy = PollOf.asked(owner, guild.general(), "red", "blue");
    change(statement -> vote(statement, busy));
    owner.rest().get(silent.message()).expect(200); // what is remembered is so for both
    var few = statements(silent);
    var many = statements(busy);
    assertThat(many).isEqualTo(few).anyMatch(sql -> sql.contains("poll_counts"));
    assertThat(busy.votes(owner)).isEqualTo("1:" + MANY);
  }

  @Test
  void noQueryReadsATableFromEndToEnd() throws SQLException {
    assertThat(Maru.url()).isNotEmpty();
    var channel = CDI.current().select(NodeLease.class).get().nextId();
    change(
        statement -> {
          statement.execute(
              """
              insert into polls (channel_id, message_id, expires_at, answers, multiselect, finalized_at)
              select %d, i, now() + interval '1 day', 2, false, now() from generate_series(1, %d) i
              """
                  .formatted(channel, MANY));
          statement.execute(
              """
              insert into poll_counts (channel_id, message_id, answer_id, count)
              select %d, i, 2, 1 from generate_series(1, %d) i
              """
                  .formatted(channel, MANY));
          vote(statement, new PollOf(owner.rest(), Long.toString(channel), "20"));
          for (var query : queries(channel)) {
            assertThat(plan(statement, query)).as(query).doesNotContain("Seq Scan");
          }
        });
  }

  private static List<String> queries(long channel) {
    var one = "channel_id = " + channel + " and message_id = 20 ";
    return List.of(
        """
        select p.message_id, c.answer_id, c.count, v.user_id is not null
        from unnest(array[%d]::bigint[], array[20]::bigint[]) as h (channel, message)
        join polls p on p.channel_id = h.channel and p.message_id = h.message
        left join poll_counts c
          on c.channel_id = h.channel and c.message_id = h.message and c.count > 0
        left join poll_votes v
          on v.channel_id = h.channel and v.message_id = h.message
            and v.answer_id = c.answer_id and v.user_id = 7
        """
            .formatted(channel),
        "select user_id from poll_votes where "
            + one
            + "and answer_id = 1 and user_id > 9700 order by user_id limit 25",
        "select a.id from generate_series(1, 2) as a (id) join poll_votes v on v."
            + one
            + "and v.answer_id = a.id and v.user_id = 7",
        "select message_id from polls where finalized_at is null and expires_at <= now()"
            + " order by expires_at limit 100");
  }

  private static List<String> statements(PollOf poll) {
    return Statements.of(() -> poll.author().get(poll.message()).expect(200));
  }

  private static void vote(Statement statement, PollOf poll) throws SQLException {
    statement.execute(
        """
        insert into poll_votes (channel_id, message_id, answer_id, user_id)
        select %s, %s, 1, i from generate_series(1, %d) i
        """
            .formatted(poll.channel(), poll.id(), MANY));
    statement.execute(
        "insert into poll_counts (channel_id, message_id, answer_id, count) values (%s, %s, 1, %d)"
            .formatted(poll.channel(), poll.id(), MANY));
    statement.execute("analyze polls, poll_votes, poll_counts");
  }

  private interface Change {
    void with(Statement statement) throws SQLException;
  }

  private static void change(Change change) throws SQLException {
    try (var connection = CDI.current().select(Database.class).get().open("test");
        var statement = connection.createStatement()) {
      change.with(statement);
    }
  }

  private static String plan(Statement statement, String query) throws SQLException {
    var lines = new ArrayList<String>();
    try (var rows = statement.executeQuery("explain " + query)) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    }
    return String.join("\n", lines);
  }
}
