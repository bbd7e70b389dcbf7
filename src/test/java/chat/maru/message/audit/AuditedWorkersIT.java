package chat.maru.message.audit;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.Node;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Faults of workers are found: by the worker that has them, and by the next one.
class AuditedWorkersIT {
  private static Audited audited;
  private static Node worker;

  @BeforeAll
  static void start() {
    audited = Audited.start("workers", "gateway");
    worker = audited.cluster.start("worker");
  }

  @AfterAll
  static void end() {
    audited.close();
  }

  @Test
  void whatIsStoredAndNeverAnnouncedIsLostAndTheNextWorkerGoesOnAuditing() {
    var channel = audited.channel("silent");
    audited.say(channel, 2);
    worker.stop();
    try (var broken =
        audited.cluster.start("worker", Map.of("maru.test.plant", "OUTBOX_LEFT_OUT"))) {
      send(channel);
      assertThat(audited.awaits(Fault.NOT_ON_LOG, channel).path("finding").path("seq").asInt())
          .isEqualTo(3);
      broken.kill();
    }
    worker = audited.cluster.start("worker");
    audited.awaitRounds(2);
  }

  /// An offset that was committed before its message was stored.
  @Test
  void whatWasAcceptedAndPassedOverIsLost() throws Exception {
    var channel = audited.channel("undecided");
    audited.say(channel, 1);
    worker.stop();
    var key = send(channel);
    commitAll();
    worker = audited.cluster.start("worker");

    audited.awaits(Fault.UNDECIDED, channel);

    assertThat(audited.cluster.rows("select id from messages where client_msg_id = '" + key + "'"))
        .isEmpty();
  }

  private static String send(String channel) {
    var key = UUID.randomUUID().toString();
    try (var client = GatewayClient.of(audited.node, audited.token)) {
      client.send(1000, Map.of("channel_id", channel, "clientMsgId", key, "content", key));
      assertThat(client.op(1001).path("d").path("status").asText()).isEqualTo("ACCEPTED");
    }
    return key;
  }

  private static void commitAll() throws Exception {
    var group = audited.cluster.setting("mp.messaging.incoming.messages-in.group.id");
    var topic = audited.cluster.setting("maru.kafka.topic.messages");
    try (var broker =
        Admin.create(
            Map.<String, Object>of(
                "bootstrap.servers", audited.cluster.setting("maru.kafka.bootstrap")))) {
      var ends = new HashMap<TopicPartition, OffsetSpec>();
      for (var partition = 0; partition < 3; partition++) {
        ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
      }
      var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
      broker
          .listOffsets(ends)
          .all()
          .get()
          .forEach((at, end) -> offsets.put(at, new OffsetAndMetadata(end.offset())));
      Await.until(
          "nobody is in the group",
          Duration.ofSeconds(30),
          () -> {
            try {
              broker.alterConsumerGroupOffsets(group, offsets).all().get();
              return true;
            } catch (ExecutionException _) {
              return false;
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          });
    }
  }
}
