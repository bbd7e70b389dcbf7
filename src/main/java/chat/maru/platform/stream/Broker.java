package chat.maru.platform.stream;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// Questions to the broker, answered within ten seconds or refused. Safe for any number of threads.
final class Broker implements AutoCloseable {
  private final String address;
  private final Admin admin;

  Broker(StreamConfig config) {
    address = config.bootstrap();
    admin =
        Admin.create(
            config.with(
                Map.of(
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000",
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000",
                    AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "500",
                    AdminClientConfig.CLIENT_ID_CONFIG, StreamConfig.clientId("admin"))));
  }

  /// @throws StreamException around Kafka's own exception
  <T> T ask(Function<Admin, KafkaFuture<T>> question) {
    try {
      return question.apply(admin).get();
    } catch (ExecutionException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw new StreamException(
          cause instanceof TimeoutException
              ? "Kafka at " + address + " does not answer."
              : "Kafka at " + address + " refused: " + cause.getMessage(),
          cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamException("Interrupted while asking Kafka at " + address + ".", e);
    }
  }

  void awaitAnswer(Duration patience) {
    var end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        ask(admin -> admin.describeCluster().nodes());
        return;
      } catch (StreamException e) {
        if (!(e.getCause() instanceof TimeoutException)) {
          throw e;
        }
        if (System.nanoTime() - end >= 0) {
          throw new StreamException(
              "Kafka at %s did not answer within %d s (maru.kafka.bootstrap)."
                  .formatted(address, patience.toSeconds()),
              e);
        }
      }
    }
  }

  /// Offsets by partition; -1 where a time was asked for and nothing is as young.
  Map<Integer, Long> offsets(String topic, Collection<Integer> partitions, OffsetSpec which) {
    var wanted = new HashMap<TopicPartition, OffsetSpec>();
    partitions.forEach(partition -> wanted.put(new TopicPartition(topic, partition), which));
    var found = new HashMap<Integer, Long>();
    ask(admin -> admin.listOffsets(wanted).all())
        .forEach((partition, result) -> found.put(partition.partition(), result.offset()));
    return found;
  }

  /// What a group has committed, by partition; those without a commit are left out.
  Map<Integer, Long> committed(String topic, String group) {
    var committed = new HashMap<Integer, Long>();
    ask(admin -> admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, offset) -> {
              if (offset != null && partition.topic().equals(topic)) {
                committed.put(partition.partition(), offset.offset());
              }
            });
    return committed;
  }

  long offset(String topic, int partition, OffsetSpec which) {
    return offsets(topic, List.of(partition), which).getOrDefault(partition, -1L);
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(2));
  }
}
