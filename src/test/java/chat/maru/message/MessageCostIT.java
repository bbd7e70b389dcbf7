package chat.maru.message;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.platform.sql.Database;
import chat.maru.platform.sql.NodeLease;
import chat.maru.testkit.Maru;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Pages and counters walk an index to what they show, however long the channel is: the plans of
/// the queries, in a channel of many messages.
class MessageCostIT {
  private static final int MANY = 30_000;

  @Test
  void nothingIsReadFromEndToEnd() throws SQLException {
    assertThat(Maru.url()).isNotEmpty();
    var channel = CDI.current().select(NodeLease.class).get().nextId();
    try (var connection = CDI.current().select(Database.class).get().open("test");
        var statement = connection.createStatement()) {
      fill(statement, channel);
      for (var query : queries(channel)) {
        assertThat(plan(statement, query)).as(query).doesNotContain("Seq Scan");
      }
    }
  }

  private static void fill(Statement statement, long channel) throws SQLException {
    statement.execute(
        """
        insert into messages (channel_id, id, seq, author_id, client_msg_id, event_id,
          content_hash, type, content, mentions, extra, pinned_at)
        select %d, i, i, 1, 'k' || i, gen_random_uuid(), '\\x00', 0, 'x', '[]', '{}',
          case when i %% 1000 = 0 then now() - i * interval '1 second' end
        from generate_series(1, %d) i
        """
            .formatted(channel, MANY));
    statement.execute(
        """
        insert into reactions (channel_id, message_id, emoji, user_id)
        select %d, 1 + i / 500, 'x', i from generate_series(1, %d) i
        """
            .formatted(channel, MANY));
    statement.execute(
        """
        insert into reaction_counts
          (channel_id, message_id, emoji, emoji_id, emoji_name, animated, count, place)
        select %d, i, 'x', 0, 'x', false, 1, 1 from generate_series(1, %d) i
        """
            .formatted(channel, MANY));
    statement.execute(
        """
        insert into message_mentions (channel_id, target_id, message_id, author_id)
        select %d, 7 + i %% 50, i, 1 from generate_series(1, %d) i
        """
            .formatted(channel, MANY));
    statement.execute("analyze messages, reactions, reaction_counts, message_mentions");
  }

  private static List<String> queries(long channel) {
    var where = "where channel_id = " + channel + " ";
    return List.of(
        "select * from messages "
            + where
            + "and id < 15000 and deleted_at is null order by channel_id desc, id desc limit 50",
        "select id, pinned_at from messages "
            + where
            + "and pinned_at < now() order by channel_id desc, pinned_at desc limit 51",
        "select count(*) from messages " + where + "and pinned_at is not null",
        "select user_id from reactions "
            + where
            + "and message_id = 20 and emoji = 'x' and user_id > 9700 order by user_id limit 25",
        "select * from reaction_counts "
            + where
            + "and message_id = any(array[1, 500, 20000]::bigint[]) order by message_id, place",
        "select count(*) from (select 1 from message_mentions "
            + where
            + "and message_id > 100 and author_id <> 5 and target_id = any(array[7, 8]::bigint[])"
            + " limit 100) counted");
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
