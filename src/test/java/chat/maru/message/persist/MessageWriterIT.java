package chat.maru.message.persist;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.kernel.Snowflake;
import chat.maru.kernel.Uuid7;
import chat.maru.message.body.Parts;
import chat.maru.message.log.MessageAccepted;
import chat.maru.message.poll.Poll;
import chat.maru.platform.sql.Database;
import chat.maru.platform.sql.NodeLease;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Maru;
import chat.maru.wire.MessageReferenceJson;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The one transaction that decides every message, on the real database.
class MessageWriterIT {
  private static MessageWriter writer;
  private static Database database;
  private static NodeLease ids;
  private long author;
  private long channel;

  @BeforeAll
  static void start() {
    assertThat(Maru.url()).isNotEmpty();
    writer = CDI.current().select(MessageWriter.class).get();
    database = CDI.current().select(Database.class).get();
    ids = CDI.current().select(NodeLease.class).get();
  }

  @BeforeEach
  void room() throws SQLException {
    author = ids.nextId();
    channel = ids.nextId();
    execute(
        "insert into users (id, username, email, password_hash, created_at) values (%d, 'u%d',"
            + " 'u%d@example.test', 'x', now())",
        author, author, author);
    execute(
        "insert into channels (id, type, access, created_at) values (%d, 3, 'open', now())",
        channel);
    execute("insert into channel_heads (channel_id) values (%d)", channel);
  }

  @Test
  void givesSeqsWithoutGapsAndRisingIds() throws SQLException {
    writer.write(List.of(says("a"), says("b")));
    writer.write(List.of(says("c")));
    assertThat(rows("select seq from messages where channel_id = %d order by id", channel))
        .containsExactly("1", "2", "3");
    assertThat(rows("select last_seq from channel_heads where channel_id = %d", channel))
        .containsExactly("3");
  }

  @Test
  void theSameEventAgainIsSilent() throws SQLException {
    var event = says("once");
    assertThat(writer.write(List.of(event)).stored()).isEqualTo(1);
    var again = writer.write(List.of(event, event));
    assertThat(again.stored()).isZero();
    assertThat(again.outcomes()).isZero();
    assertThat(rows("select seq from messages where channel_id = %d", channel)).hasSize(1);
  }

  @Test
  void aPollIsOpenedOnce() throws SQLException {
    var poll = new Poll("?", List.of(new Poll.Answer(1, "a", null)), 24, false);
    var event = says("", null, Parts.NONE.withPoll(poll));
    assertThat(writer.write(List.of(event, event)).stored()).isEqualTo(1);
    assertThat(writer.write(List.of(event)).stored()).isZero();
    assertThat(rows("select answers from polls where channel_id = %d", channel))
        .containsExactly("1");
  }

  @Test
  void anotherEventWithTheKeyIsToldTheFirstOne() throws SQLException {
    writer.write(List.of(says("hi", "key-1")));
    var repeat = writer.write(List.of(says("hi", "key-1")));
    assertThat(repeat.stored()).isZero();
    assertThat(repeat.outcomes()).isEqualTo(1);
    assertThat(rows("select seq from messages where channel_id = %d", channel)).hasSize(1);
  }

  @Test
  void twoEventsWithOneKeyInOneBatchBecomeOneMessage() throws SQLException {
    var written = writer.write(List.of(says("hi", "key-2"), says("hi", "key-2")));
    assertThat(written.stored()).isEqualTo(1);
    assertThat(written.outcomes()).isEqualTo(1);
    assertThat(rows("select seq from messages where channel_id = %d", channel)).hasSize(1);
  }

  @Test
  void aKeyWithOtherContentIsRefused() throws SQLException {
    writer.write(List.of(says("hi", "key-3")));
    var other = writer.write(List.of(says("something else", "key-3")));
    assertThat(other.stored()).isZero();
    assertThat(other.outcomes()).isEqualTo(1);
    assertThat(rows("select content from messages where channel_id = %d", channel))
        .containsExactly("hi");
  }

  @Test
  void aTombstoneKeepsItsKey() throws SQLException {
    var event = says("gone", "key-4");
    writer.write(List.of(event));
    execute(
        "update messages set deleted_at = now(), content = '', mentions = null, extra = null"
            + " where channel_id = %d",
        channel);
    var redelivered = writer.write(List.of(event));
    assertThat(redelivered.stored() + redelivered.outcomes()).isZero();
    assertThat(writer.write(List.of(says("gone", "key-4"))).stored()).isZero();
    assertThat(rows("select deleted_at is null from messages where channel_id = %d", channel))
        .containsExactly("f");
  }

  @Test
  void aClosedChannelAndAnUnknownReferenceAreRefusedToTheSender() throws SQLException {
    var reply = replyTo(says("answer"), 42L);
    var refused = writer.write(List.of(reply));
    assertThat(refused.stored()).isZero();
    assertThat(refused.outcomes()).isEqualTo(1);
    execute("update channel_heads set closed = true where channel_id = %d", channel);
    assertThat(writer.write(List.of(says("too late"))).outcomes()).isEqualTo(1);
    assertThat(rows("select seq from messages where channel_id = %d", channel)).isEmpty();
  }

  /// After the workers' offsets were set back, or the process ended before its commit.
  @Test
  void whatWasRefusedStaysSoWhenItComesAgain() throws SQLException {
    var event = says("too early", "key-5");
    execute("update channel_heads set closed = true where channel_id = %d", channel);
    assertThat(writer.write(List.of(event, event)).outcomes()).as("told once").isEqualTo(1);
    execute("update channel_heads set closed = false where channel_id = %d", channel);

    var again = writer.write(List.of(event));
    assertThat(again.stored() + again.outcomes()).isZero();
    assertThat(writer.write(List.of(says("too early", "key-5"))).stored())
        .as("sent again by its sender")
        .isEqualTo(1);
  }

  @Test
  void refusalsAreForgottenWhenTheLogBringsThemNoMore() throws SQLException {
    execute("update channel_heads set closed = true where channel_id = %d", channel);
    var old = says("old");
    var young = says("young");
    writer.write(List.of(old, young));
    execute(
        "update refusals set refused_at = now() - interval '15 days' where event_id = '%s'",
        old.eventId());

    writer.write(List.of(says("another")));
    assertThat(
            rows(
                "select event_id from refusals where event_id in ('%s', '%s')",
                old.eventId(), young.eventId()))
        .containsExactly(young.eventId());
  }

  @Test
  void anEnforcedNonceFindsTheEarlierMessageAcrossBatchesAndWithinOne() throws SQLException {
    assertThat(writer.write(List.of(nonce("a"), nonce("a"))).stored()).isEqualTo(1);
    assertThat(writer.write(List.of(nonce("a"))).stored()).isZero();
    assertThat(writer.write(List.of(nonce("b"))).stored()).isEqualTo(1);
  }

  /// After the workers' offsets were set back: it is decided as it was.
  @Test
  void aRepeatThatComesAgainAnHourLaterFindsTheNonceOfItsTime() throws SQLException {
    var then = Instant.now().minus(Duration.ofHours(1));
    writer.write(List.of(nonce("c", then)));
    execute(
        "update messages set id = %d where channel_id = %d",
        Snowflake.firstAt(then.plusMillis(20)), channel);

    assertThat(writer.write(List.of(nonce("c", then.plusSeconds(9)))).stored()).isZero();
    assertThat(writer.write(List.of(nonce("c"))).stored()).as("of another time").isEqualTo(1);
  }

  @Test
  void twoArchivedThreadsInOneBatchDoNotBothTakeTheLastPlace() throws SQLException {
    var guild = GuildOf.someone();
    author = guild.owner().id();
    var first = archivedThread(guild);
    var second = archivedThread(guild);
    activeThreads(guild, 999);
    channel = first;
    var opens = says("the thousandth active one");
    channel = second;
    var written = writer.write(List.of(opens, says("one too many")));
    assertThat(written.stored()).isEqualTo(1);
    assertThat(written.outcomes()).isEqualTo(1);
    assertThat(rows("select archived from threads where channel_id in (%d, %d)", first, second))
        .containsExactlyInAnyOrder("f", "t");
    channel = first;
    assertThat(writer.write(List.of(says("is open"), says("stays open"))).stored()).isEqualTo(2);
  }

  private static long archivedThread(GuildOf guild) {
    var owner = guild.owner().rest();
    var id =
        owner
            .post("/channels/" + guild.general() + "/threads", Map.of("name", "t", "type", 11))
            .expect(201)
            .path("id")
            .asText();
    owner.patch("/channels/" + id, Map.of("archived", true)).expect(200);
    return Long.parseLong(id);
  }

  private static void activeThreads(GuildOf guild, int count) throws SQLException {
    var from = ids.nextId();
    execute(
        "insert into channels (id, guild_id, type, name, parent_id, owner_id, created_at)"
            + " select %d + n, %d, 11, 't', %d, %d, now() from generate_series(1, %d) n",
        from, guild.id(), guild.general(), guild.owner().id(), count);
    execute(
        "insert into threads (channel_id, guild_id, parent_id, secret, archived_at,"
            + " auto_archive_duration, invitable, applied_tags, uncounted)"
            + " select %d + n, %d, %d, false, now(), 10080, true, '', 0"
            + " from generate_series(1, %d) n",
        from, guild.id(), guild.general(), count);
  }

  @Test
  void concurrentWritersOfOneChannelLeaveNoGapAndDoubleNothing() throws Exception {
    var events = IntStream.range(0, 200).mapToObj(i -> says("m" + i, "k" + i)).toList();
    try (var threads = Executors.newFixedThreadPool(4)) {
      var done = new ArrayList<Future<?>>();
      for (var t = 0; t < 4; t++) {
        done.add(
            threads.submit(
                () ->
                    IntStream.range(0, 20)
                        .forEach(i -> writer.write(events.subList(i * 10, i * 10 + 10)))));
      }
      for (var each : done) {
        each.get();
      }
    }
    assertThat(
            rows(
                "select count(*) || '/' || max(seq) || '/' || count(distinct id) from messages"
                    + " where channel_id = %d",
                channel))
        .containsExactly("200/200/200");
  }

  private MessageAccepted says(String content) {
    return says(content, null);
  }

  private MessageAccepted says(String content, @Nullable String key) {
    return says(content, key, Parts.NONE);
  }

  private MessageAccepted says(String content, @Nullable String key, Parts parts) {
    var eventId = Uuid7.next(Instant.now());
    return new MessageAccepted(
        1,
        eventId,
        channel,
        author,
        key == null ? eventId : key,
        0,
        content,
        Instant.now(),
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        0,
        Optional.empty(),
        List.of(),
        false,
        Optional.of(parts).filter(it -> !it.equals(Parts.NONE)),
        Optional.empty());
  }

  private MessageAccepted nonce(String nonce) {
    return nonce(nonce, Instant.now());
  }

  private MessageAccepted nonce(String nonce, Instant at) {
    return says("nonce " + nonce)
        .with()
        .producedAt(at)
        .nonce(Optional.of(new TextNode(nonce)))
        .enforceNonce(true)
        .build();
  }

  private MessageAccepted replyTo(MessageAccepted message, long id) {
    return message
        .with()
        .messageType(19)
        .reference(Optional.of(new MessageReferenceJson(0, id, channel, null, null)))
        .build();
  }

  private static void execute(String sql, Object... values) throws SQLException {
    try (var connection = database.open("test");
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql.formatted(values));
    }
  }

  private static List<String> rows(String sql, Object... values) throws SQLException {
    var found = new ArrayList<String>();
    try (var connection = database.open("test");
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql.formatted(values))) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
