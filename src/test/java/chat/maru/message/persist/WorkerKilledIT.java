package chat.maru.message.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.event.StopPoints.Point;
import chat.maru.platform.stream.StreamConfig;
import chat.maru.platform.stream.TailReader;
import chat.maru.testkit.Await;
import chat.maru.testkit.Cluster;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.Node;
import chat.maru.testkit.Rest;
import chat.maru.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The worker, a JVM of its own, is halted at a step of the path and gets SIGKILL there. Whatever
/// the step, another worker brings the message to the screen once, with the next seq.
class WorkerKilledIT {
  private static Cluster cluster;
  private static Node gateway;
  private static Rest alice;
  private static String token;
  private static String channel;
  private static int sent;

  @BeforeAll
  static void start() {
    cluster = Cluster.create("killed");
    var worker = cluster.start("worker");
    gateway = cluster.start("gateway");
    token = gateway.register("u");
    alice = gateway.rest().as("Bearer " + token);
    var guild =
        alice.post("/guilds", Map.of("name", "Crash tests")).expect(201).path("id").asText();
    channel = alice.get("/guilds/" + guild + "/channels").expect(200).get(0).path("id").asText();
    worker.stop();
  }

  @AfterAll
  static void end() {
    cluster.close();
  }

  @ParameterizedTest
  @EnumSource(Point.class)
  void whatWasAcknowledgedIsStoredAndShownOnce(Point point) {
    var key = sendAndKillAt(point);
    try (var screen = GatewayClient.of(gateway, token);
        var rescuer = cluster.start("worker")) {
      Await.until("the message is on the log", Duration.ofSeconds(60), () -> logged(key) >= 1);
      assertProven(key);
      assertThat(screen.events("MESSAGE_CREATE").stream().filter(m -> isMine(m, key)))
          .as("shown once at the most to a session that came later")
          .hasSizeLessThanOrEqualTo(1);
      rescuer.stop();
    }
  }

  /// The proof that the test above can fail: with the outbox row left out the message is stored and
  /// nobody ever hears of it.
  @Test
  void withTheOutboxRowLeftOutItIsNoticed() {
    // It does not halt: where it halts may be at an earlier message that comes again.
    String key;
    try (var client = GatewayClient.of(gateway, token);
        var worker = cluster.start("worker", Map.of("maru.test.plant", "OUTBOX_LEFT_OUT"))) {
      key = sendOver(client);
      Await.until("stored", Duration.ofSeconds(60), () -> stored(key).size() == 1);
      assertThat(worker.kill()).as("SIGKILL").isEqualTo(137);
    }
    try (var rescuer = cluster.start("worker")) {
      send(rescuer, "after");
      assertThatThrownBy(() -> assertProven(key)).isInstanceOf(AssertionError.class);
      rescuer.stop();
    }
  }

  private static String sendOver(GatewayClient client) {
    var key = UUID.randomUUID().toString();
    client.send(1000, Map.of("channel_id", channel, "clientMsgId", key, "content", key));
    assertThat(client.op(1001).path("d").path("status").asText()).isEqualTo("ACCEPTED");
    sent++;
    return key;
  }

  private static String sendAndKillAt(Point point) {
    String key;
    try (var client = GatewayClient.of(gateway, token);
        var worker = cluster.start("worker", Map.of("maru.test.halt-at", point.name()))) {
      key = sendOver(client);
      Await.until(
          "halted at " + point,
          Duration.ofSeconds(60),
          () -> worker.log().contains("event=test.halted point=" + point));
      assertThat(worker.kill()).as("SIGKILL").isEqualTo(137);
    }
    return key;
  }

  private static void send(Node rescuer, String content) {
    assertThat(rescuer.url()).isNotEmpty();
    var key = UUID.randomUUID().toString();
    alice
        .post("/channels/" + channel + "/messages", Map.of("content", content, "clientMsgId", key))
        .expect(200);
    sent++;
  }

  /// Prints and asserts rows, seqs and log records.
  private static void assertProven(String key) {
    var rows = stored(key);
    var seqs =
        cluster.rows("select seq from messages where channel_id = " + channel + " order by id");
    System.out.println("rows " + rows + ", seqs " + seqs + ", log records " + logged(key));
    assertThat(rows).as("one row").hasSize(1);
    assertThat(seqs)
        .as("gapless from 1")
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, sent).mapToObj(String::valueOf).toList());
    assertThat(logged(key)).as("one record on the log, repeats dropped").isEqualTo(1);
  }

  private static List<String> stored(String key) {
    return cluster.rows(
        "select id || ' seq ' || seq from messages where client_msg_id = '" + key + "'");
  }

  /// How many records of the message a reader of the log sees that drops repeats by outbox id.
  private static long logged(String key) {
    var config = StreamConfig.at(cluster.setting("maru.kafka.bootstrap"));
    var records = new ArrayList<JsonNode>();
    try (var reader = new TailReader(config, cluster.setting("maru.kafka.topic.persisted"))) {
      reader.startAtOffset(0);
      reader.runUntil(
          reader.endOffset(),
          record -> {
            try {
              records.add(Json.tree(Objects.requireNonNull(record.value())));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          },
          (_, _) -> {});
    }
    return records.stream()
        .filter(record -> isMine(record.path("payload"), key))
        .map(record -> record.path("outboxId").asLong())
        .distinct()
        .count();
  }

  private static boolean isMine(JsonNode message, String key) {
    return message.path("content").asText().equals(key);
  }
}
