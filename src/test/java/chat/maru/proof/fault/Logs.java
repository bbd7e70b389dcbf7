package chat.maru.proof.fault;

import chat.maru.testkit.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The topics and the group of an installation, handled by somebody who has no business there.
record Logs(Installation on) {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final int OVERSIZE = 900_000;

  private String accepted() {
    return on.cluster().setting("maru.kafka.topic.messages");
  }

  private String persisted() {
    return on.cluster().setting("maru.kafka.topic.persisted");
  }

  private String group() {
    return on.cluster().setting("mp.messaging.incoming.messages-in.group.id");
  }

  /// The end of each partition of the log of accepted messages.
  private Map<TopicPartition, Long> ends() throws InterruptedException, ExecutionException {
    var count = Integer.parseInt(on.cluster().setting("maru.kafka.partitions"));
    var partitions =
        IntStream.range(0, count)
            .mapToObj(number -> new TopicPartition(accepted(), number))
            .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
    var ends = new HashMap<TopicPartition, Long>();
    on.brokers()
        .admin()
        .listOffsets(partitions)
        .all()
        .get()
        .forEach((partition, found) -> ends.put(partition, found.offset()));
    return ends;
  }

  /// How many accepted records the group has not done with yet.
  long lag() throws InterruptedException, ExecutionException {
    var committed =
        on.brokers()
            .admin()
            .listConsumerGroupOffsets(group())
            .partitionsToOffsetAndMetadata()
            .get();
    var lag = 0L;
    for (var end : ends().entrySet()) {
      var at = committed.get(end.getKey());
      lag += end.getValue() - (at == null ? 0 : at.offset());
    }
    return lag;
  }

  /// Produces each accepted record again, to its partition.
  void produceAgain() throws InterruptedException, ExecutionException {
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    var ends = ends();
    try (var consumer = new KafkaConsumer<byte[], byte[]>(reading(Map.of()))) {
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    // Twice as many each time would be more than a test.
    var newest = records.subList(Math.max(0, records.size() - 3000), records.size());
    produce(
        newest.stream()
            .map(it -> new ProducerRecord<>(it.topic(), it.partition(), it.key(), it.value()))
            .toList());
  }

  private void produce(List<ProducerRecord<byte[], byte[]>> records) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            on.brokers().bootstrap(),
            "acks",
            "all",
            "key.serializer",
            ByteArraySerializer.class,
            "value.serializer",
            ByteArraySerializer.class);
    try (var producer = new KafkaProducer<byte[], byte[]>(settings)) {
      for (var record : records) {
        var _ = producer.send(record);
      }
      producer.flush();
    }
  }

  private Map<String, Object> reading(Map<String, ?> more) {
    var settings = new HashMap<String, Object>(more);
    settings.put("bootstrap.servers", on.brokers().bootstrap());
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "earliest");
    settings.put("key.deserializer", ByteArrayDeserializer.class);
    settings.put("value.deserializer", ByteArrayDeserializer.class);
    return settings;
  }

  /// Lets the group, which must be empty, begin again at the first record.
  void rewind() throws InterruptedException, ExecutionException {
    var zero =
        ends().keySet().stream()
            .collect(Collectors.toMap(Function.identity(), _ -> new OffsetAndMetadata(0)));
    Await.until("the group is empty and rewound", PATIENCE, () -> isSet(zero));
  }

  private boolean isSet(Map<TopicPartition, OffsetAndMetadata> offsets) {
    try {
      on.brokers().admin().alterConsumerGroupOffsets(group(), offsets).all().get();
      return true;
    } catch (ExecutionException _) {
      return false; // a member that was killed has not been missed yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// Joins the group until it is given something, and leaves.
  void joinAndLeave() {
    var settings =
        reading(
            Map.of(
                "group.id",
                group(),
                "partition.assignment.strategy",
                "org.apache.kafka.clients.consumer.CooperativeStickyAssignor"));
    try (var consumer = new KafkaConsumer<byte[], byte[]>(settings)) {
      consumer.subscribe(List.of(accepted()));
      var end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
      while (consumer.assignment().isEmpty() && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(100));
      }
    }
  }

  /// Writes what nobody should have written, for a channel that is there.
  void poison() {
    var channel = on.cluster().rows("select channel_id from channel_heads limit 1").getFirst();
    var sender = on.cluster().rows("select id from users limit 1").getFirst();
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
    for (var value :
        List.of(
            "no JSON",
            "{}",
            "[]",
            "null",
            event(99, channel, sender, "of a later version"),
            event(1, "1", sender, "to no channel"),
            event(1, channel, "0", "from nobody"),
            event(1, channel, sender, "with a \\u0000 that no table takes"),
            event(1, channel, sender, "x".repeat(OVERSIZE)))) {
      records.add(new ProducerRecord<>(accepted(), bytes(channel), bytes(value)));
    }
    records.add(new ProducerRecord<>(accepted(), null, null));
    for (var value :
        List.of(
            "no JSON",
            "{}",
            "null",
            record(99, "MESSAGE_CREATE", "{}"),
            record(1, "OF_A_LATER_VERSION", "{}"),
            record(1, "OF_A_LATER_VERSION", "{\"x\":\"" + "x".repeat(OVERSIZE) + "\"}"))) {
      records.add(new ProducerRecord<>(persisted(), 0, bytes("1"), bytes(value)));
    }
    records.add(new ProducerRecord<>(persisted(), 0, null, null));
    produce(records);
  }

  private static String event(int version, String channel, String sender, String content) {
    var id = UUID.randomUUID();
    return """
    {"v":%d,"eventId":"%s","roomId":"%s","senderId":"%s","clientMsgId":"%s","messageType":0,\
    "content":"%s","producedAt":"%s","enforceNonce":false,"tts":false,"flags":0,"mentions":[],\
    "mentionEveryone":false}"""
        .formatted(version, id, channel, sender, id, content, Instant.now());
  }

  private static String record(int version, String type, String payload) {
    return """
    {"v":%d,"type":"%s","key":"1","outboxId":"1","audience":{"is":"everyone"},"payload":%s}"""
        .formatted(version, type, payload);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
