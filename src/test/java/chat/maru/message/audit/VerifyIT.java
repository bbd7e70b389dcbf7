package chat.maru.message.audit;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.Cluster;
import chat.maru.testkit.Command;
import chat.maru.testkit.Rest;
import chat.maru.wire.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The command `verify` on an installation of its own: clean after everything that a server does,
/// and every planted fault is found.
class VerifyIT {
  private static Cluster cluster;
  private static Rest alice;
  private static String guild;
  private static Command.Ended clean;
  private static Command.Ended cleanInWords;

  @BeforeAll
  static void start() {
    cluster =
        Cluster.create("verified")
            .with("maru.audit.settle", "PT0S")
            .with("maru.audit.enabled", "false");
    var node = cluster.start("all");
    alice = node.rest().as("Bearer " + node.register("u"));
    guild = alice.post("/guilds", Map.of("name", "Verified")).expect(201).path("id").asText();
    live();
    clean = verify("--json"); // before any test has planted a fault
    cleanInWords = verify();
  }

  @AfterAll
  static void end() {
    cluster.close();
  }

  /// What a server does to messages: all of it leaves places and keys in order.
  private static void live() {
    var channel = channel("busy");
    var said = say(channel, 30);
    alice.patch(message(channel, said.get(3)), Map.of("content", "edited")).expect(200);
    alice.delete(message(channel, said.get(4))).expect(204);
    alice
        .post(
            "/channels/" + channel + "/messages/bulk-delete",
            Map.of("messages", said.subList(6, 12)))
        .expect(204);
    var body = Map.of("content", "once", "clientMsgId", "key");
    alice.post("/channels/" + channel + "/messages", body).expect(200);
    alice.post("/channels/" + channel + "/messages", body).expect(200);
    alice
        .post(
            "/channels/" + channel + "/messages",
            Map.of("content", "another", "clientMsgId", "key"))
        .expect(409);
    alice.put("/channels/" + channel + "/pins/" + said.getFirst(), Map.of()).expect(204);
    var thread =
        alice
            .post(message(channel, said.get(1)) + "/threads", Map.of("name", "thread"))
            .expect(201)
            .path("id")
            .asText();
    say(thread, 3);
    alice.post(message(channel, said.getLast()) + "/ack", Map.of()).expect(200);
    var gone = channel("gone");
    say(gone, 3);
    alice.delete("/channels/" + gone).expect(200);
  }

  @Test
  void whatAServerDoesIsClean() throws Exception {
    assertThat(clean.code()).as(clean.out()).isZero();
    var report = Json.tree(clean.out());
    assertThat(report.path("clean").asBoolean()).isTrue();
    assertThat(report.path("checked").path("messages").asInt()).isGreaterThan(35);
    assertThat(report.path("checked").path("messages of the log").asInt()).isGreaterThan(35);
    assertThat(report.path("checked").path("accepted messages").asInt()).isGreaterThan(35);
    assertThat(cleanInWords.out()).contains("Nothing was found.");
  }

  @Test
  void aRowThatIsGoneIsLostInTheTableAndToTheLog() throws Exception {
    var channel = channel("gap");
    var said = say(channel, 5);
    execute("delete from messages where id = " + said.get(2));
    try {
      var found = found(channel);
      assertThat(found.path("SEQ_MISSING").path("seq").asInt()).isEqualTo(3);
      assertThat(found.path("NOT_IN_TABLE").path("message_id").asText()).isEqualTo(said.get(2));
    } finally {
      closeAll(channel);
    }
  }

  @Test
  void whatWasTamperedWithIsFound() throws Exception {
    var channel = channel("tampered");
    var said = say(channel, 4);
    execute("update messages set content = 'other' where id = " + said.get(1));
    execute("update messages set deleted_at = now(), content = 'there' where id = " + said.get(2));
    execute("update channel_heads set last_seq = 3 where channel_id = " + channel);
    try {
      var found = found(channel);
      assertThat(found.path("DIFFERS").path("message_id").asText()).isEqualTo(said.get(1));
      assertThat(found.path("TOMBSTONE_FULL").path("seq").asInt()).isEqualTo(3);
      assertThat(found.path("HEAD_DIFFERS").path("seq").asInt()).isEqualTo(4);
    } finally {
      closeAll(channel);
    }
  }

  @Test
  void aRowThatWasNeverPublishedIsFound() throws Exception {
    var channel = channel("silent");
    say(channel, 2);
    execute(
        """
        insert into messages (channel_id, id, seq, author_id, client_msg_id, event_id, content_hash,
                              type, content)
        select channel_id, id + 1, 3, author_id, 'planted', gen_random_uuid(), content_hash, 0, 'x'
        from messages where channel_id = %1$s and seq = 2;
        update channel_heads set last_seq = 3, last_message_id = last_message_id + 1
        where channel_id = %1$s
        """
            .formatted(channel));
    say(channel("elsewhere"), 1); // so that the log's end is later
    try {
      assertThat(found(channel).path("NOT_ON_LOG").path("seq").asInt()).isEqualTo(3);
    } finally {
      closeAll(channel);
    }
  }

  @Test
  void aSequenceBehindTheLogAndAMissingGuardAreFound() throws Exception {
    execute("alter sequence outbox_id restart with 1");
    execute("alter table messages drop constraint messages_channel_id_seq_key");
    try {
      var faults = found("0");
      assertThat(faults.has("OUTBOX_BEHIND")).isTrue();
      assertThat(faults.has("UNGUARDED")).isTrue();
      var text = verify();
      assertThat(text.code()).isEqualTo(1);
      assertThat(text.out()).contains("UNSOUND").contains("docs/runbooks/audit-findings.md");
    } finally {
      execute(
          "alter table messages add constraint messages_channel_id_seq_key unique (channel_id, seq)");
      execute("select setval('outbox_id', 1000000)");
    }
  }

  @Test
  void whatCanNotBeCheckedIsSaidWithItsOwnCode() {
    var nowhere = new HashMap<>(cluster.settings());
    nowhere.put("maru.db.url", "jdbc:postgresql://localhost:1/maru");
    var ended = Command.run(nowhere, "verify", "--json");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).contains("could_not_run");
    assertThat(verify("--nonsense").code()).isEqualTo(2);
    var noLog = new HashMap<>(cluster.settings());
    noLog.put("maru.kafka.topic.persisted", "there.is.none");
    assertThat(Command.run(noLog, "verify").code()).isEqualTo(2);
    assertThat(Command.run(noLog, "verify", "--database-only").out()).contains("logs were not");
  }

  private static Command.Ended verify(String... options) {
    var words = new ArrayList<>(List.of("verify"));
    words.addAll(List.of(options));
    return Command.run(cluster.settings(), words.toArray(String[]::new));
  }

  /// The findings of a channel by their fault.
  private static JsonNode found(String channel) throws JsonProcessingException {
    var ended = verify("--json");
    assertThat(ended.code()).as(ended.out()).isEqualTo(1);
    var found = (ObjectNode) Json.tree("{}");
    Json.tree(ended.out())
        .path("findings")
        .forEach(
            it -> {
              if (it.path("channel_id").asText().equals(channel)) {
                found.set(it.path("fault").asText(), it);
              }
            });
    return found;
  }

  /// Takes a broken channel out of the way of the other tests.
  private static void closeAll(String channel) throws SQLException {
    execute("delete from messages where channel_id = " + channel);
    execute(
        "update channel_heads set last_seq = 0, last_message_id = null where channel_id = "
            + channel);
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = cluster.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String channel(String name) {
    return alice
        .post("/guilds/" + guild + "/channels", Map.of("name", name))
        .expect(201)
        .path("id")
        .asText();
  }

  private static String message(String channel, String id) {
    return "/channels/" + channel + "/messages/" + id;
  }

  private static List<String> say(String channel, int count) {
    var said =
        IntStream.range(0, count)
            .mapToObj(
                number ->
                    alice
                        .post(
                            "/channels/" + channel + "/messages",
                            Map.of("content", "no. " + number))
                        .expect(200)
                        .path("id")
                        .asText())
            .toList();
    Await.until(
        "the outbox is empty",
        Duration.ofSeconds(10),
        () -> cluster.rows("select id from outbox").isEmpty());
    return said;
  }
}
