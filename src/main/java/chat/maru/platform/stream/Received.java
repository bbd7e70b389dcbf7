package chat.maru.platform.stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// One record as it lies on the broker; `timestamp` is its producer's clock in milliseconds.
@SuppressWarnings("ArrayRecordComponent") // bytes are handed on, never compared
public record Received(
    String topic,
    int partition,
    long offset,
    long timestamp,
    @Nullable String key,
    byte @Nullable [] value) {

  static Received of(ConsumerRecord<String, byte[]> record) {
    return new Received(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value());
  }
}
