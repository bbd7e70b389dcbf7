package chat.maru.message;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.kernel.Snowflake;
import chat.maru.platform.sql.Database;
import chat.maru.testkit.Bot;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Changing and deleting messages: who may, what remains, what others see, in which order.
class EditAndDeleteIT {
  private GuildOf guild;
  private Person owner;
  private Person member;
  private String messages;

  @BeforeEach
  void guild() {
    guild = GuildOf.someone();
    owner = guild.owner();
    member = guild.member();
    messages = "/channels/" + guild.general() + "/messages";
  }

  @Test
  void anEditShowsTheWholeMessageToEverybodyAndKeepsWhatItWas() throws SQLException {
    var id = say(member, "fisrt");
    try (var screen = GatewayClient.of(owner.token())) {
      var answer =
          member
              .rest()
              .patch(messages + "/" + id, Map.of("content", "  first <@" + owner.id() + ">  "))
              .expect(200);
      assertThat(answer.path("content").asText()).isEqualTo("first <@" + owner.id() + ">");
      assertThat(answer.path("edited_timestamp").isTextual()).isTrue();
      assertThat(answer.path("mentions").get(0).path("id").asLong()).isEqualTo(owner.id());
      var shown = screen.event("MESSAGE_UPDATE");
      assertThat(shown.path("id").asText()).isEqualTo(id);
      assertThat(shown.path("content")).isEqualTo(answer.path("content"));
      assertThat(shown.path("author").path("id").asLong()).isEqualTo(member.id());
      assertThat(shown.path("member").has("roles")).isTrue();
      assertThat(shown.path("guild_id").asLong()).isEqualTo(guild.id());
      assertThat(shown.path("seq").isInt()).isTrue();
    }
    assertThat(owner.rest().get(messages + "/" + id).expect(200).path("content").asText())
        .startsWith("first");
    member.rest().patch(messages + "/" + id, Map.of("content", "third")).expect(200);
    assertThat(
            rows(
                "select content from message_versions where channel_id = %d and message_id = %s"
                    + " order by version",
                guild.general(), id))
        .containsExactly("fisrt", "first <@" + owner.id() + ">");
  }

  @Test
  void onlyTheAuthorChangesWords() {
    var id = say(member, "mine");
    owner.rest().patch(messages + "/" + id, Map.of("content", "yours")).refused(403, 50005);
    owner.rest().patch(messages + "/" + id, Map.of()).refused(403, 50005);
    var other = guild.member();
    other.rest().patch(messages + "/" + id, Map.of("flags", 4)).refused(403, 50013);
    var hidden = owner.rest().patch(messages + "/" + id, Map.of("flags", 4 | 64)).expect(200);
    assertThat(hidden.path("flags").asInt()).isEqualTo(4);
    assertThat(hidden.path("edited_timestamp").isNull()).isTrue();
    assertThat(hidden.path("content").asText()).isEqualTo("mine");
    Person.register().rest().patch(messages + "/" + id, Map.of("flags", 4)).refused(404, 10003);
  }

  @Test
  void whatIsNoEditIsRefusedAndChangesNothing() {
    var id = say(member, "stays");
    var path = messages + "/" + id;
    member.rest().patch(path, Map.of("content", "  ")).refused(400, 50006);
    assertThat(member.rest().patch(path, Map.of("content", "x".repeat(2001))).fault("content"))
        .isEqualTo("BASE_TYPE_MAX_LENGTH");
    assertThat(member.rest().patch(path, Map.of("content", List.of())).fault("content"))
        .isEqualTo("STRING_TYPE_CONVERT");
    member.rest().patch(messages + "/1234", Map.of("content", "x")).refused(404, 10008);
    member.rest().patch(messages + "/x", Map.of("content", "x")).refused(400, 50035);
    assertThat(member.rest().get(path).expect(200).path("edited_timestamp").isNull()).isTrue();
  }

  @Test
  void aDeletedMessageIsGoneForEverybodyAndItsPlaceAndKeyStay() throws SQLException {
    var first =
        member.rest().post(messages, Map.of("content", "gone", "clientMsgId", "key-1")).expect(200);
    var id = first.path("id").asText();
    member.rest().patch(messages + "/" + id, Map.of("content", "gone soon")).expect(200);
    try (var screen = GatewayClient.of(owner.token())) {
      member.rest().delete(messages + "/" + id).expect(204);
      var told = screen.event("MESSAGE_DELETE");
      assertThat(told.path("id").asText()).isEqualTo(id);
      assertThat(told.path("channel_id").asLong()).isEqualTo(guild.general());
      assertThat(told.path("guild_id").asLong()).isEqualTo(guild.id());
    }
    owner.rest().get(messages + "/" + id).refused(404, 10008);
    assertThat(owner.rest().get(messages).expect(200)).isEmpty();
    member.rest().delete(messages + "/" + id).refused(404, 10008);
    member.rest().patch(messages + "/" + id, Map.of("content", "back")).refused(404, 10008);
    assertThat(
            rows(
                "select content || '/' || seq || '/' || client_msg_id || '/' ||"
                    + " (event_id is not null) || '/' || (content_hash is not null) || '/' ||"
                    + " coalesce(extra, 'null'::jsonb) from messages where channel_id = %d",
                guild.general()))
        .containsExactly("/1/key-1/true/true/null");
    assertThat(rows("select 1 from message_versions where channel_id = %d", guild.general()))
        .isEmpty();
    assertThat(say(member, "next")).isGreaterThan(id);
  }

  @Test
  void theSameSendAgainAfterTheDeleteResurrectsNothing() throws SQLException {
    var body = Map.of("content", "once", "clientMsgId", "key-2");
    var id = member.rest().post(messages, body).expect(200).path("id").asText();
    member.rest().delete(messages + "/" + id).expect(204);
    member.rest().post(messages, body).refused(409, 900010);
    assertThat(owner.rest().get(messages).expect(200)).isEmpty();
    assertThat(rows("select id from messages where channel_id = %d", guild.general()))
        .containsExactly(id);
  }

  @Test
  void othersMessagesAreTheModeratorsAndTheAuditLogSaysSo() {
    var id = say(owner, "the owner's");
    member.rest().delete(messages + "/" + id).refused(403, 50013);
    var mine = say(member, "the member's");
    owner.rest().with("X-Audit-Log-Reason", "off topic").delete(messages + "/" + mine).expect(204);
    owner.rest().delete(messages + "/" + id).expect(204);
    var entries = guild.audit(72);
    assertThat(entries).hasSize(1);
    var entry = entries.getFirst();
    assertThat(entry.path("user_id").asLong()).isEqualTo(owner.id());
    assertThat(entry.path("target_id").asLong()).isEqualTo(member.id());
    assertThat(entry.path("reason").asText()).isEqualTo("off topic");
    assertThat(entry.path("options").path("channel_id").asLong()).isEqualTo(guild.general());
    assertThat(entry.path("options").path("count").asText()).isEqualTo("1");
  }

  @Test
  void aConversationOfTwoKnowsNoModerators() {
    var dm = member.directWith(owner);
    var in = "/channels/" + dm + "/messages";
    var id = member.rest().post(in, Map.of("content", "hi")).expect(200).path("id").asText();
    owner.rest().delete(in + "/" + id).refused(403, 50003);
    owner.rest().patch(in + "/" + id, Map.of("content", "ho")).refused(403, 50005);
    owner
        .rest()
        .post(in + "/bulk-delete", Map.of("messages", List.of(id, "1")))
        .refused(403, 50003);
    try (var screen = GatewayClient.of(owner.token())) {
      member.rest().delete(in + "/" + id).expect(204);
      var told = screen.event("MESSAGE_DELETE");
      assertThat(told.has("guild_id")).isFalse();
    }
  }

  @Test
  void manyAreDeletedAtOnce() {
    var ids = IntStream.range(0, 3).mapToObj(i -> say(member, "m" + i)).toList();
    var kept = say(member, "kept");
    var bot = Bot.in(guild);
    try (var screen = GatewayClient.of(member.token())) {
      var named = new ArrayList<>(ids);
      named.add(Long.toString(Snowflake.firstAt(Instant.now())));
      bot(bot).post(messages + "/bulk-delete", Map.of("messages", named)).expect(204);
      var told = screen.event("MESSAGE_DELETE_BULK");
      assertThat(texts(told.path("ids"))).isEqualTo(ids);
      assertThat(told.path("guild_id").asLong()).isEqualTo(guild.id());
      assertThat(screen.types()).doesNotContain("MESSAGE_DELETE");
    }
    assertThat(owner.rest().get(messages).expect(200)).hasSize(1);
    owner.rest().get(messages + "/" + kept).expect(200);
    var entry = guild.audit(73).getFirst();
    assertThat(entry.path("target_id").asLong()).isEqualTo(guild.general());
    assertThat(entry.path("options").path("count").asText()).isEqualTo("3");
  }

  @Test
  void aBulkDeleteOutsideItsBoundsDeletesNothing() {
    var id = say(owner, "stays");
    var path = messages + "/bulk-delete";
    var old = Long.toString(Snowflake.firstAt(Instant.now().minus(Duration.ofDays(15))));
    owner.rest().post(path, Map.of("messages", List.of(id))).refused(400, 50016);
    var many =
        IntStream.range(0, 101).mapToObj(i -> Long.toString(Long.parseLong(id) + i)).toList();
    owner.rest().post(path, Map.of("messages", many)).refused(400, 50016);
    owner.rest().post(path, Map.of("messages", List.of(id, old))).refused(400, 50034);
    var twice = owner.rest().post(path, Map.of("messages", List.of(id, id)));
    twice.refused(400, 50035);
    assertThat(twice.fault("messages.1")).isEqualTo("SET_TYPE_ALREADY_CONTAINS_VALUE");
    owner.rest().post(path, Map.of()).refused(400, 50035);
    member.rest().post(path, Map.of("messages", List.of(id, "5"))).refused(403, 50013);
    owner.rest().get(messages + "/" + id).expect(200);
  }

  /// Whoever comes second finds nothing: never a change of what is gone, never a failure.
  @Test
  void editsAndADeleteAtOnceEndInADeletedMessage() throws Exception {
    for (var round = 0; round < 5; round++) {
      var id = say(member, "contested");
      var path = messages + "/" + id;
      var answers = new ArrayList<Future<Integer>>();
      try (var screen = GatewayClient.of(owner.token());
          var threads = Executors.newFixedThreadPool(6)) {
        for (var i = 0; i < 5; i++) {
          var text = "edit " + i;
          answers.add(
              threads.submit(() -> member.rest().patch(path, Map.of("content", text)).status()));
        }
        answers.add(threads.submit(() -> owner.rest().delete(path).status()));
        for (var answer : answers) {
          assertThat(answer.get()).isIn(200, 204, 404);
        }
        screen.event("MESSAGE_DELETE");
        var end = say(member, "end " + round);
        screen.event("MESSAGE_CREATE", m -> m.path("id").asText().equals(end));
        var types = screen.types();
        assertThat(types.lastIndexOf("MESSAGE_UPDATE")).isLessThan(types.indexOf("MESSAGE_DELETE"));
      }
      owner.rest().get(path).refused(404, 10008);
    }
  }

  private String say(Person person, String text) {
    return person.rest().post(messages, Map.of("content", text)).expect(200).path("id").asText();
  }

  private static Rest bot(Bot bot) {
    return Rest.anonymous().as("Bot " + bot.token());
  }

  private static List<String> texts(JsonNode list) {
    var found = new ArrayList<String>();
    list.forEach(node -> found.add(node.asText()));
    return found;
  }

  private static List<String> rows(String sql, Object... values) throws SQLException {
    var found = new ArrayList<String>();
    var database = CDI.current().select(Database.class).get();
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
