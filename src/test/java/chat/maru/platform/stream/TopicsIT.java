package chat.maru.platform.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicsIT {
  static TestBroker broker;

  @BeforeAll
  static void start() {
    broker = TestBroker.started();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void absentTopicsAreMadeAsTheDesignSaysAndPresentOnesAreLeftAlone() {
    broker.topics().ensure();
    broker.topics().ensure();

    assertThat(partitions("chat.messages.v1")).isEqualTo(24);
    assertThat(partitions("chat.messages.persisted.v1")).isEqualTo(1);
    assertThat(partitions("chat.messages.dlq.v1")).isEqualTo(1);
    assertThat(retention("chat.messages.v1")).isEqualTo("-1");
    assertThat(retention("chat.messages.persisted.v1"))
        .isEqualTo("" + Duration.ofDays(7).toMillis());
    assertThat(retention("chat.messages.dlq.v1")).isEqualTo("-1");
  }

  @Test
  void anotherPartitionCountIsRefusedInOneSentence() {
    broker.topic("wrong-messages", 3);
    broker.topic("wrong-log", 2);
    try (var messages = closing(topics(Map.of(Topic.MESSAGES, "wrong-messages"), broker.config()));
        var log =
            closing(
                topics(
                    Map.of(Topic.MESSAGES, "right-messages", Topic.PERSISTED, "wrong-log"),
                    broker.config()))) {
      assertThatThrownBy(messages.topics()::ensure)
          .isInstanceOf(StreamException.class)
          .hasMessageContaining("wrong-messages has 3 partitions and this server needs 24");
      assertThatThrownBy(log.topics()::ensure)
          .isInstanceOf(StreamException.class)
          .hasMessageContaining("wrong-log has 2 partitions and this server needs 1");
    }
  }

  @Test
  void aBrokerThatDoesNotAnswerIsToldInOneSentenceWithinTheTime() {
    var plan = new TopicPlan(Map.of(), 24, 1, 1, Duration.ofMillis(100));
    try (var nowhere = closing(new Topics(plan, StreamConfig.at("localhost:1")))) {
      assertThatThrownBy(nowhere.topics()::ensure)
          .isInstanceOf(StreamException.class)
          .hasMessageContaining("localhost:1 did not answer");
    }
  }

  @Test
  void onlyWhatIsCommittedAndOldIsCut() {
    var topic = broker.topic("cut", 3);
    send(topic, 90);
    var ends = broker.topics().lag(topic, "cutters");
    assertThat(ends.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(90);
    commit(topic, Map.of(0, 5L, 1, ends.getOrDefault(1, 0L)));

    assertThat(broker.topics().deletable(topic, "cutters", Duration.ofDays(7)))
        .as("nothing is old")
        .isEmpty();
    var later = Clock.offset(Clock.systemUTC(), Duration.ofDays(8));
    try (var future =
        closing(topics(Map.of(), new StreamConfig(broker.config().client(), later)))) {
      var deletable = future.topics().deletable(topic, "cutters", Duration.ofDays(7));
      assertThat(deletable)
          .as("partition 2 has no commit")
          .isEqualTo(Map.of(0, 5L, 1, ends.getOrDefault(1, 0L)));
      future.topics().deleteRecordsBefore(topic, deletable);
      assertThat(future.topics().deletable(topic, "cutters", Duration.ofDays(7)))
          .as("it is done")
          .isEmpty();
    }
    try (var reader = new TailReader(broker.config(), topic)) {
      var gaps = new ArrayList<Long>();
      reader.startAtOffset(0);
      reader.runUntil(6, _ -> {}, (_, next) -> gaps.add(next));
      assertThat(gaps).containsExactly(5L);
    }
  }

  @Test
  @SuppressWarnings("UnnecessaryAssignment") // there is no container here to inject
  void deadLettersAreListedAndFound() {
    var name = broker.topic("dead", 1);
    try (var topics = closing(topics(Map.of(Topic.DEAD_LETTERS, name), broker.config()))) {
      var letters = new DeadLetters();
      letters.topics = topics.topics();
      letters.config = broker.config();
      assertThat(letters.last(10)).isEmpty();
      send(name, 5);

      assertThat(letters.last(2)).extracting(TailReaderIT::text).containsExactly("3", "4");
      assertThat(letters.last(100)).hasSize(5);
      assertThat(letters.find(2)).map(TailReaderIT::text).contains("2");
      assertThat(letters.find(5)).isEmpty();
      topics.topics().deleteRecordsBefore(name, Map.of(0, 3L));
      assertThat(letters.find(2)).isEmpty();
      assertThat(letters.last(100)).hasSize(2);
    }
  }

  private record Closing(Topics topics) implements AutoCloseable {
    @Override
    public void close() {
      topics.close();
    }
  }

  private static Closing closing(Topics topics) {
    return new Closing(topics);
  }

  private static Topics topics(Map<Topic, String> names, StreamConfig config) {
    return new Topics(new TopicPlan(names, 24, 1, 1, Duration.ofSeconds(10)), config);
  }

  private static int partitions(String topic) {
    return broker
        .ask(admin -> admin.describeTopics(List.of(topic)).allTopicNames())
        .values()
        .iterator()
        .next()
        .partitions()
        .size();
  }

  private static String retention(String topic) {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    var configs = broker.ask(admin -> admin.describeConfigs(List.of(resource)).all());
    return configs.values().iterator().next().get("retention.ms").value();
  }

  private static void send(String topic, int count) {
    try (var sender = new Sender(broker.config(), topic)) {
      IntStream.range(0, count)
          .mapToObj(n -> sender.send(SenderIT.keyed("key" + n, "" + n)).toCompletableFuture())
          .toList()
          .forEach(CompletableFuture::join);
    }
  }

  private static void commit(String topic, Map<Integer, Long> offsets) {
    var settings = new HashMap<String, Object>(broker.config().client());
    settings.put("group.id", "cutters");
    settings.put("key.deserializer", StringDeserializer.class.getName());
    settings.put("value.deserializer", ByteArrayDeserializer.class.getName());
    try (var consumer = new KafkaConsumer<String, byte[]>(settings)) {
      var commits = new HashMap<TopicPartition, OffsetAndMetadata>();
      offsets.forEach(
          (partition, offset) ->
              commits.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)));
      consumer.commitSync(commits);
    }
  }
}
