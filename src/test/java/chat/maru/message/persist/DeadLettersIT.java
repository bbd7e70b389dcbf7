package chat.maru.message.persist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.kernel.Uuid7;
import chat.maru.platform.sql.Database;
import chat.maru.platform.stream.Topic;
import chat.maru.platform.stream.Topics;
import chat.maru.testkit.Await;
import chat.maru.testkit.Bot;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Maru;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import chat.maru.testkit.Services;
import chat.maru.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What can not be stored is set aside, its sender is told, and the partition goes on.
class DeadLettersIT {
  private Database database;
  private Topics topics;
  private GuildOf guild;
  private Person alice;
  private Rest admin;

  @BeforeEach
  void people() throws SQLException {
    assertThat(Maru.url()).isNotEmpty();
    database = CDI.current().select(Database.class).get();
    topics = CDI.current().select(Topics.class).get();
    guild = GuildOf.someone();
    alice = guild.owner();
    var root = Person.register("root");
    execute("update users set administrator = true where id = " + root.id());
    admin = root.rest();
  }

  @Test
  void whatIsNoEventIsSetAsideAndThePartitionGoesOn() throws Exception {
    var key = Long.toString(guild.general());
    publish(Topic.MESSAGES, key, "\u0000 no event".getBytes(UTF_8));
    publish(Topic.MESSAGES, key, null);
    publish(Topic.MESSAGES, key, "null".getBytes(UTF_8));
    publish(Topic.MESSAGES, key, "{\"v\":1,\"roomId\":\"%s\"}".formatted(key).getBytes(UTF_8));
    publish(Topic.MESSAGES, key, "{\"v\":1,\"producedAt\":\"yesterday\"}".getBytes(UTF_8));
    publish(Topic.MESSAGES, key, ("\"" + "x".repeat(900_000)).getBytes(UTF_8));
    say("still here").expect(200);
    Await.until("all are listed", () -> ofChannel().size() == 6);
    assertThat(ofChannel()).allMatch(letter -> letter.path("reason").asText().contains("undecod"));
    var large = ofChannel().getLast();
    assertThat(large.path("reason").asText()).contains("too large");
    replay(large).refused(422, 900014);
  }

  @Test
  void whatIsTooLargeToBeKeptIsSetAsideWithoutItAndThePartitionGoesOn() throws Exception {
    var event = event("x".repeat(900_000));
    publish(Topic.MESSAGES, Long.toString(guild.general()), Json.writeBytes(event));
    say("still here").expect(200);
    Await.until("it is listed", () -> ofChannel().size() == 1);
    assertThat(ofChannel().getFirst().path("reason").asText())
        .startsWith("not storable")
        .contains("too large");
    replay(ofChannel().getFirst()).refused(422, 900014);
  }

  @Test
  void whatIsNoRecordOnTheOrderedLogIsPassedOver() throws Exception {
    try (var socket = GatewayClient.of(alice.token())) {
      for (var value : List.of("null", "{}", "[]", "no JSON", "{\"v\":99}")) {
        publish(Topic.PERSISTED, "1", value.getBytes(UTF_8));
      }
      publish(Topic.PERSISTED, "1", null);
      say("still here").expect(200);
      socket.event("MESSAGE_CREATE", m -> m.path("content").asText().equals("still here"));
    }
  }

  @Test
  void theSenderOfAnUnknownVersionIsToldAndReplayingSetsItAsideAgain() throws Exception {
    try (var socket = GatewayClient.of(alice.token())) {
      var event = event("from the future");
      event.put("v", 99);
      publish(Topic.MESSAGES, Long.toString(guild.general()), Json.writeBytes(event));
      refusedOnThe(socket, event);
      Await.until("it is listed", () -> ofChannel().size() == 1);
      var letter = ofChannel().getFirst();
      assertThat(letter.path("reason").asText()).isEqualTo("undecodable: unknown version");
      assertThat(letter.path("eventId").asText()).isEqualTo(event.get("eventId"));
      assertThat(letter.path("sender_id").asLong()).isEqualTo(alice.id());
      replay(letter).expect(200);
      Await.until("it is set aside again", () -> ofChannel().size() == 2);
    }
  }

  @Test
  void whatTheDatabaseRefusesIsStoredByAReplayOnceItsCauseIsMended() throws Exception {
    var text = "poison " + UUID.randomUUID();
    execute(
        "alter table messages add constraint poison check (content not like '%s') not valid"
            .formatted(text));
    JsonNode letter;
    try (var socket = GatewayClient.of(alice.token())) {
      say(text).refused(422, 900014);
      say("the next one").expect(200);
      var event = event(text);
      publish(Topic.MESSAGES, Long.toString(guild.general()), Json.writeBytes(event));
      refusedOnThe(socket, event);
      Await.until("both are listed", () -> ofChannel().size() >= 2);
      assertThat(ofChannel()).hasSize(2);
      letter = ofChannel().getLast();
      assertThat(letter.path("reason").asText()).isEqualTo("not storable: SQLSTATE 23514");
    } finally {
      execute("alter table messages drop constraint poison");
    }
    replay(letter).expect(200);
    Await.until("it is stored", () -> history().contains(text));
    replay(letter).expect(200);
    say("after").expect(200); // the same partition: the second replay is decided
    assertThat(history()).filteredOn(text::equals).hasSize(1);
    assertThat(ofChannel()).hasSize(2);
  }

  @Test
  void aStrangeRecordAmongTheDeadLettersHidesNone() throws Exception {
    var mark = UUID.randomUUID().toString();
    publish(Topic.DEAD_LETTERS, mark, "no letter".getBytes(UTF_8));
    publish(Topic.DEAD_LETTERS, mark, "{}".getBytes(UTF_8));
    publish(
        Topic.DEAD_LETTERS,
        mark,
        "{\"reason\":\"%s\",\"key\":\"1\",\"value\":\"no base64!\"}"
            .formatted(mark)
            .getBytes(UTF_8));
    Await.until(
        "listed", () -> letters().stream().anyMatch(l -> mark.equals(l.path("reason").asText())));
    var strange =
        letters().stream().filter(l -> mark.equals(l.path("reason").asText())).findFirst();
    replay(strange.orElseThrow()).refused(422, 900014);
  }

  @Test
  void nobodyButAdministratorsSeesOrReplaysThem() {
    for (var caller : List.of(alice.rest(), Rest.anonymous().as("Bot " + Bot.in(guild).token()))) {
      caller.get("/admin/dead-letters").refused(403, 900030);
      caller.post("/admin/dead-letters/0/replay", Map.of()).refused(403, 900030);
    }
    for (var caller : List.of(Rest.anonymous(), Rest.anonymous().as("Bearer nonsense"))) {
      caller.get("/admin/dead-letters").expect(401);
      caller.post("/admin/dead-letters/0/replay", Map.of()).expect(401);
    }
  }

  @Test
  void placesThatAreNoneAreRefused() {
    for (var offset : List.of("9999999", "9223372036854775807")) {
      admin.post("/admin/dead-letters/" + offset + "/replay", Map.of()).refused(404, 0);
    }
    for (var offset : List.of("-1", "first", "9223372036854775808", "1.5")) {
      admin.post("/admin/dead-letters/" + offset + "/replay", Map.of()).refused(400, 50035);
    }
    for (var limit : List.of("0", "1001", "many")) {
      admin.get("/admin/dead-letters?limit=" + limit).refused(400, 50035);
    }
  }

  private static void refusedOnThe(GatewayClient socket, Map<String, Object> event) {
    var told =
        socket.frame(
            "the refusal",
            frame ->
                frame.path("op").asInt() == 1001
                    && frame
                        .path("d")
                        .path("clientMsgId")
                        .asText()
                        .equals(event.get("clientMsgId")));
    assertThat(told.path("d").path("status").asText()).isEqualTo("REFUSED");
    assertThat(told.path("d").path("code").asInt()).isEqualTo(900014);
  }

  private Map<String, Object> event(String content) {
    var eventId = Uuid7.next(Instant.now());
    var event = new HashMap<String, Object>();
    event.putAll(
        Map.of(
            "messageType",
            0,
            "enforceNonce",
            false,
            "tts",
            false,
            "flags",
            0,
            "mentionEveryone",
            false));
    event.putAll(
        Map.of(
            "v",
            1,
            "eventId",
            eventId,
            "roomId",
            Long.toString(guild.general()),
            "senderId",
            Long.toString(alice.id()),
            "clientMsgId",
            eventId,
            "content",
            content,
            "producedAt",
            Instant.now().toString(),
            "mentions",
            List.of()));
    return event;
  }

  private Rest.Answer say(String content) {
    return alice
        .rest()
        .post("/channels/" + guild.general() + "/messages", Map.of("content", content));
  }

  private List<String> history() {
    return StreamSupport.stream(
            alice
                .rest()
                .get("/channels/" + guild.general() + "/messages")
                .expect(200)
                .spliterator(),
            false)
        .map(message -> message.path("content").asText())
        .toList();
  }

  private Rest.Answer replay(JsonNode letter) {
    return admin.post(
        "/admin/dead-letters/" + letter.path("offset").asText() + "/replay", Map.of());
  }

  private List<JsonNode> ofChannel() {
    return letters().stream()
        .filter(letter -> letter.path("key").asLong() == guild.general())
        .toList();
  }

  private List<JsonNode> letters() {
    return StreamSupport.stream(
            admin.get("/admin/dead-letters?limit=1000").expect(200).spliterator(), false)
        .toList();
  }

  private void publish(Topic topic, String key, byte @Nullable [] value) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            Objects.requireNonNull(Services.get().get("maru.kafka.bootstrap")));
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topics.name(topic), key, value)).get();
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.open("test");
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
