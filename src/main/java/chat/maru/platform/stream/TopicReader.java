package chat.maru.platform.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.InterruptException;

/// Reads stretches of a topic that is there, from one offset to another, for those who look back.
/// Unlike [TailReader] it waits for nobody: a broker that is silent for 15 s is refused.
///
/// One thread at a time.
public final class TopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final String topic;
  private final Broker broker;
  private final KafkaConsumer<String, byte[]> consumer;

  public TopicReader(StreamConfig config, String topic) {
    this.topic = topic;
    this.broker = new Broker(config);
    var settings = config.reading("look-" + topic);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
    this.consumer = new KafkaConsumer<>(settings);
  }

  /// What a partition holds.
  ///
  /// @param first the offset of its first record
  /// @param end the offset behind its last
  public record Span(long first, long end) {}

  /// Returns what each partition holds.
  ///
  /// @throws StreamException if the broker does not answer, or the topic does not exist
  public Map<Integer, Span> spans() {
    var partitions = partitions();
    var first = broker.offsets(topic, partitions, OffsetSpec.earliest());
    var end = broker.offsets(topic, partitions, OffsetSpec.latest());
    var spans = new TreeMap<Integer, Span>();
    partitions.forEach(
        it -> spans.put(it, new Span(first.getOrDefault(it, 0L), end.getOrDefault(it, 0L))));
    return spans;
  }

  /// Returns the offset of each partition's first record that is not older than the moment; the end
  /// where all are.
  ///
  /// @throws StreamException if the broker does not answer, or the topic does not exist
  public Map<Integer, Long> offsetsAt(Instant moment) {
    var partitions = partitions();
    var found = broker.offsets(topic, partitions, OffsetSpec.forTimestamp(moment.toEpochMilli()));
    var end = broker.offsets(topic, partitions, OffsetSpec.latest());
    var offsets = new TreeMap<Integer, Long>();
    partitions.forEach(
        it -> {
          long offset = found.getOrDefault(it, -1L);
          offsets.put(it, offset < 0 ? end.getOrDefault(it, 0L) : offset);
        });
    return offsets;
  }

  /// Returns what a group has committed, by partition; those without a commit are left out.
  ///
  /// @throws StreamException if the broker does not answer
  public Map<Integer, Long> committed(String group) {
    return broker.committed(topic, group);
  }

  /// Hands out the records from one offset to another, the second left out. What was cut from the
  /// front meanwhile is passed over.
  ///
  /// @throws StreamException if the broker is silent for 15 s
  public void read(int partition, long from, long until, Consumer<Received> each) {
    readWhile(
        partition,
        from,
        until,
        received -> {
          each.accept(received);
          return true;
        });
  }

  /// Like [#read], but ends at the first record for which `each` says no.
  public void readWhile(int partition, long from, long until, Predicate<Received> each) {
    var place = new TopicPartition(topic, partition);
    consumer.assign(List.of(place));
    consumer.seek(place, from);
    var heardAt = System.nanoTime();
    try {
      while (consumer.position(place) < until) {
        var records = poll(place);
        for (var record : records) {
          if (record.offset() >= until || !each.test(record)) {
            return;
          }
        }
        if (!records.isEmpty()) {
          heardAt = System.nanoTime();
        } else if (System.nanoTime() - heardAt > SILENCE.toNanos()) {
          throw new StreamException("Kafka is silent: " + topic + "-" + partition + ".");
        }
      }
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      throw new StreamException("The topic " + topic + " can't be read: " + e.getMessage(), e);
    }
  }

  private List<Received> poll(TopicPartition place) {
    try {
      return consumer.poll(POLL).records(place).stream().map(Received::of).toList();
    } catch (OffsetOutOfRangeException _) {
      consumer.seekToBeginning(List.of(place));
      return List.of();
    }
  }

  private List<Integer> partitions() {
    return broker
        .ask(admin -> admin.describeTopics(List.of(topic)).allTopicNames())
        .values()
        .stream()
        .flatMap(it -> it.partitions().stream())
        .map(TopicPartitionInfo::partition)
        .toList();
  }

  @Override
  public void close() {
    consumer.close();
    broker.close();
  }
}
