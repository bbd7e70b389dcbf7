package chat.maru.message.audit;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.platform.stream.StreamConfig;
import chat.maru.platform.stream.TopicReader;
import chat.maru.testkit.Rest;
import chat.maru.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A running server audits itself: nothing is found in what it does, and every planted fault is,
/// once.
class SelfAuditIT {
  private static Audited audited;
  private static Rest admin;
  private static JsonNode clean;

  @BeforeAll
  static void start() {
    audited = Audited.start("audited", "all");
    admin = audited.admin;
    live();
    audited.awaitRounds(8); // longer than it takes to settle
    clean = audited.sums();
  }

  @AfterAll
  static void end() {
    audited.close();
  }

  /// Everything that a server does to messages, before any test has planted a fault.
  private static void live() {
    var channel = audited.channel("busy");
    var said = audited.say(channel, 60);
    var path = "/channels/" + channel + "/messages/";
    admin.patch(path + said.get(3), Map.of("content", "edited")).expect(200);
    admin.delete(path + said.get(4)).expect(204);
    admin.post(path + "bulk-delete", Map.of("messages", said.subList(6, 12))).expect(204);
    for (var content : List.of("once", "once")) {
      admin
          .post(
              "/channels/" + channel + "/messages", Map.of("content", content, "clientMsgId", "k"))
          .expect(200);
    }
    admin
        .post("/channels/" + channel + "/messages", Map.of("content", "no", "clientMsgId", "k"))
        .refused(409, 900010);
    var thread = admin.post(path + said.get(1) + "/threads", Map.of("name", "thread")).expect(201);
    audited.say(thread.path("id").asText(), 3);
    crosspost();
    purge();
    var gone = audited.channel("gone");
    audited.say(gone, 3);
    admin.delete("/channels/" + gone).expect(200);
  }

  private static void crosspost() {
    admin
        .patch(
            "/guilds/" + audited.guild,
            Map.of(
                "features",
                List.of("COMMUNITY"),
                "rules_channel_id",
                audited.channel("rules"),
                "public_updates_channel_id",
                audited.channel("updates")))
        .expect(200);
    var news = audited.channel(Map.of("name", "news", "type", 5));
    var copies = audited.channel("copies");
    admin
        .post("/channels/" + news + "/followers", Map.of("webhook_channel_id", copies))
        .expect(200);
    var published = audited.say(news, 1).getFirst();
    admin.post("/channels/" + news + "/messages/" + published + "/crosspost", Map.of()).expect(200);
  }

  private static void purge() {
    var channel = audited.channel("purged");
    var banned = audited.node.rest().as("Bearer " + audited.node.register("u"));
    var code =
        admin.post("/channels/" + channel + "/invites", Map.of()).expect(200).path("code").asText();
    banned.post("/invites/" + code, Map.of()).expect(200);
    banned.post("/channels/" + channel + "/messages", Map.of("content", "spam")).expect(200);
    var id = banned.get("/users/@me").expect(200).path("id").asText();
    admin
        .put("/guilds/" + audited.guild + "/bans/" + id, Map.of("delete_message_seconds", 600))
        .expect(204);
  }

  @Test
  void nothingIsFoundInWhatAServerDoes() {
    assertThat(clean.path("accepted").asLong()).as(clean.toString()).isGreaterThan(60);
    assertThat(clean.path("records").asLong()).isGreaterThan(60);
    assertThat(clean.path("messages").asLong()).isGreaterThan(60);
    assertThat(clean.path("channels").asLong()).isPositive();
    assertThat(clean.path("log_position").asLong()).isPositive();
    assertThat(clean.path("last_at").asText()).isNotEmpty();
    for (var kind : List.of("lost", "doubled", "reordered", "unsound")) {
      assertThat(clean.path(kind).asLong()).as(kind).isZero();
    }
  }

  @Test
  void aRowThatIsGoneIsFoundOnceHoweverOftenItIsSeen() {
    var channel = audited.channel("gap");
    var said = audited.say(channel, 5);
    audited.execute("delete from messages where id = " + said.get(2));

    var found = audited.awaits(Fault.SEQ_MISSING, channel);

    assertThat(found.path("finding").path("seq").asInt()).isEqualTo(3);
    assertThat(found.path("finding").path("kind").asText()).isEqualTo("LOST");
    audited.awaitRounds(20); // the walk over all has come round
    var again = audited.find(Fault.SEQ_MISSING, channel).orElseThrow();
    assertThat(again.path("id")).isEqualTo(found.path("id"));
    assertThat(again.path("seen_at").asText()).isGreaterThan(found.path("seen_at").asText());
    var line = "fault=SEQ_MISSING channel=" + channel;
    assertThat(audited.node.log().split(line, -1)).as("logged once").hasSize(2);
    assertThat(metric("maru_audit_lost")).isPositive();
  }

  @Test
  void aRecordThatIsPublishedAnewIsDoubled() throws Exception {
    var channel = audited.channel("twice");
    audited.say(channel, 3);
    var record = records(channel).getFirst();
    var outboxId = audited.cluster.rows("select nextval('outbox_id')").getFirst();
    publish(channel, record.put("outboxId", outboxId));

    var found = audited.awaits(Fault.RECORD_TWICE, channel);

    assertThat(found.path("finding").path("seq").asInt()).isEqualTo(1);
    assertThat(audited.sums().path("doubled").asLong()).isPositive();
  }

  @Test
  void theRelaysRepeatIsNoFault() throws Exception {
    var channel = audited.channel("repeat");
    audited.say(channel, 3);
    publish(channel, records(channel).get(1));
    audited.say(channel, 1);
    audited.awaitRounds(6);
    assertThat(audited.find(Fault.RECORD_TWICE, channel)).isEmpty();
    assertThat(audited.find(Fault.LOG_ORDER, channel)).isEmpty();
  }

  @Test
  void idsThatFallAreReorderedInAChannelLongerThanTheWindow() {
    var channel = audited.channel("long");
    var said = audited.say(channel, 70);
    audited.execute("update messages set id = id - (1::bigint << 40) where id = " + said.get(10));

    var found = audited.awaits(Fault.ID_ORDER, channel);

    assertThat(found.path("finding").path("seq").asInt()).isEqualTo(11);
    assertThat(audited.sums().path("reordered").asLong()).isPositive();
  }

  @Test
  void aChannelIsAuditedAtOnce() {
    var channel = audited.channel("asked");
    var said = audited.say(channel, 6);
    var path = "/admin/audit/channels/" + channel;
    var clean = admin.post(path, Map.of()).expect(200);
    assertThat(clean.path("complete").asBoolean()).isTrue();
    assertThat(clean.path("messages").asInt()).isEqualTo(6);
    assertThat(clean.path("findings")).isEmpty();

    audited.execute(
        "delete from messages where id in (%s, %s)".formatted(said.get(1), said.get(5)));

    var broken = admin.post(path, Map.of()).expect(200);
    assertThat(broken.path("findings").findValuesAsText("seq")).contains("2", "6");
    var rest = admin.post(path + "?after_seq=3", Map.of()).expect(200);
    assertThat(rest.path("after_seq").asInt()).isEqualTo(3);
    assertThat(rest.path("findings").findValuesAsText("seq")).contains("6").doesNotContain("2");
    assertThat(audited.find(Fault.SEQ_MISSING, channel)).as("kept").isPresent();
  }

  @Test
  void onlyAdministratorsSeeAndAskAndBadInputIsRefused() {
    var other = audited.node.rest().as("Bearer " + audited.node.register("u"));
    other.get("/admin/audit").refused(403, 900030);
    other.get("/admin/audit/findings").refused(403, 900030);
    other.post("/admin/audit/channels/1", Map.of()).refused(403, 900030);
    audited.node.rest().get("/admin/audit").expect(401);
    admin.post("/admin/audit/channels/1", Map.of()).refused(404, 10003);
    for (var bad :
        List.of(
            "findings?kind=odd", "findings?limit=0", "findings?limit=101", "findings?before=x")) {
      admin.get("/admin/audit/" + bad).refused(400, 50035);
    }
    for (var bad : List.of("x", "1?after_seq=-1", "1?after_seq=y")) {
      admin.post("/admin/audit/channels/" + bad, Map.of()).refused(400, 50035);
    }
  }

  private static double metric(String name) {
    var text = new Rest(audited.node.url(), Map.of()).get("/metrics").text();
    return text.lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /// The records of a channel's messages.
  private static List<ObjectNode> records(String channel) {
    var records = new ArrayList<ObjectNode>();
    var topic = audited.cluster.setting("maru.kafka.topic.persisted");
    try (var reader =
        new TopicReader(StreamConfig.at(audited.cluster.setting("maru.kafka.bootstrap")), topic)) {
      var span = Objects.requireNonNull(reader.spans().get(0));
      reader.read(
          0,
          span.first(),
          span.end(),
          received -> {
            try {
              var record = Json.tree(Objects.requireNonNull(received.value()));
              if (record.path("payload").path("channel_id").asText().equals(channel)
                  && record.path("type").asText().equals("MESSAGE_CREATE")) {
                records.add((ObjectNode) record);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    return records;
  }

  private static void publish(String channel, JsonNode record) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", audited.cluster.setting("maru.kafka.bootstrap"));
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  audited.cluster.setting("maru.kafka.topic.persisted"),
                  channel,
                  Json.writeBytes(record)))
          .get();
    }
  }
}
