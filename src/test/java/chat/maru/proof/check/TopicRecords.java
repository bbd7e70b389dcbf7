package chat.maru.proof.check;

import chat.maru.proof.check.Evidence.Accepted;
import chat.maru.proof.check.Evidence.DeadLetter;
import chat.maru.proof.check.Evidence.Event;
import chat.maru.proof.check.Evidence.Logged;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// What the topics hold, from their first record to where they end when asked.
final class TopicRecords implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration POLL = Duration.ofMillis(500);
  private static final String HEARTBEAT = "HEARTBEAT";

  private final KafkaConsumer<byte[], byte[]> consumer;

  TopicRecords(String bootstrap) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class));
  }

  List<Accepted> accepted(String topic) {
    return records(topic).stream()
        .map(it -> new Accepted(it.partition(), it.offset(), event(tree(it.value()))))
        .toList();
  }

  /// The ordered log, without the records by which the relay says that it lives.
  List<Logged> log(String topic) {
    return records(topic).stream()
        .map(it -> LogReading.of(it.offset(), tree(it.value())))
        .filter(it -> !it.type().equals(HEARTBEAT))
        .toList();
  }

  List<DeadLetter> deadLetters(String topic) {
    return records(topic).stream().map(TopicRecords::deadLetter).toList();
  }

  private static DeadLetter deadLetter(ConsumerRecord<byte[], byte[]> found) {
    var letter = tree(found.value());
    var event = tree(Base64.getDecoder().decode(letter.path("value").asText()));
    return new DeadLetter(found.offset(), letter.path("place").asText(), event(event));
  }

  private static Optional<Event> event(JsonNode event) {
    if (!event.hasNonNull("eventId")
        || !event.hasNonNull("clientMsgId")
        || !event.hasNonNull("producedAt")) {
      return Optional.empty();
    }
    return Optional.of(
        new Event(
            event.path("eventId").asText(),
            event.path("roomId").asLong(),
            event.path("senderId").asLong(),
            event.path("clientMsgId").asText(),
            event.path("content").asText(),
            Instant.parse(event.path("producedAt").asText())));
  }

  private static JsonNode tree(byte[] value) {
    try {
      var read = value == null ? null : JSON.readTree(value);
      return read == null ? MissingNode.getInstance() : read;
    } catch (IOException _) {
      return MissingNode.getInstance(); // what is no JSON has none of the fields that are asked for
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    var partitions =
        consumer.partitionsFor(topic).stream()
            .map(it -> new TopicPartition(topic, it.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    var ends = consumer.endOffsets(partitions);
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    while (ends.entrySet().stream()
        .anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
      consumer.poll(POLL).forEach(records::add);
    }
    return records;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
