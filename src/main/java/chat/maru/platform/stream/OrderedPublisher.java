package chat.maru.platform.stream;

import chat.maru.platform.stream.PublishException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Publishes lists of records to partition 0 of a topic in exactly their order. It never gives a
/// record up by itself: an outage of the broker is waited out, however long, until [#close].
///
/// One request is in flight at a time and the first record that fails for good stops the producer,
/// so that nothing behind it is sent. One thread publishes; any thread may close.
public final class OrderedPublisher implements AutoCloseable {
  private final String topic;
  private final KafkaProducer<String, byte[]> producer;
  private final int largest;
  private final AtomicLong published = new AtomicLong();
  private volatile boolean closed;

  public OrderedPublisher(StreamConfig config, String topic) {
    this(config, topic, 1_000_000);
  }

  /// @param largest the most bytes that a record's key and value may have together
  public OrderedPublisher(StreamConfig config, String topic, int largest) {
    this.topic = topic;
    this.largest = largest;
    this.producer =
        new KafkaProducer<>(
            config.with(
                Map.ofEntries(
                    Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                    Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true"),
                    Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1"),
                    Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "" + Integer.MAX_VALUE),
                    Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000"),
                    Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, "1000"),
                    Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "500"),
                    Map.entry(ProducerConfig.LINGER_MS_CONFIG, "0"),
                    Map.entry(
                        ProducerConfig.CLIENT_ID_CONFIG, StreamConfig.clientId("publish-" + topic)),
                    Map.entry(
                        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                        StringSerializer.class.getName()),
                    Map.entry(
                        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                        ByteArraySerializer.class.getName()))));
  }

  /// The progress of one list; confirmations come in order, on the producer's network thread.
  private static final class Progress {
    final AtomicInteger confirmed = new AtomicInteger();
    final AtomicLong lastOffset = new AtomicLong(-1);
    final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    final CountDownLatch done;

    Progress(int records) {
      done = new CountDownLatch(records);
    }
  }

  /// Returns when the broker has confirmed all of them.
  ///
  /// @return the offset of the last record
  /// @throws PublishException if not all were confirmed; it says how many from the front were.
  ///     After [Reason#TOO_LARGE] the publisher goes on, otherwise it is closed: make a new one
  public long publish(List<Keyed> records) {
    if (records.isEmpty()) {
      throw new IllegalArgumentException("nothing to publish");
    }
    var fitting = (int) records.stream().takeWhile(this::fits).count();
    var progress = new Progress(fitting);
    try {
      for (var record : records.subList(0, fitting)) {
        hand(record, progress);
      }
      while (!progress.done.await(100, TimeUnit.MILLISECONDS)) {
        check(progress);
      }
    } catch (InterruptedException | InterruptException e) {
      close();
      Thread.currentThread().interrupt();
      throw failed(Reason.CLOSED, progress, e);
    }
    check(progress);
    if (fitting < records.size()) {
      throw failed(
          Reason.TOO_LARGE,
          progress,
          new RecordTooLargeException("more than " + largest + " bytes"));
    }
    return progress.lastOffset.get();
  }

  /// How many records the broker confirmed since this publisher was made.
  public long published() {
    return published.get();
  }

  /// Stops at once, from any thread: a publish under way throws, what was not yet sent never is.
  @Override
  public void close() {
    closed = true;
    producer.close(Duration.ZERO);
  }

  private void hand(Keyed record, Progress progress) {
    while (true) {
      check(progress);
      var attempt = new AtomicReference<@Nullable Exception>();
      var caller = Thread.currentThread();
      try {
        var _ =
            producer.send(
                new ProducerRecord<>(topic, 0, record.key(), record.value()),
                (where, failure) -> {
                  if (failure == null) {
                    progress.lastOffset.set(where.offset());
                    progress.confirmed.incrementAndGet();
                    published.incrementAndGet();
                    progress.done.countDown();
                  } else if (Thread.currentThread() == caller) {
                    attempt.set(failure); // the producer never took it
                  } else {
                    stop(progress, failure);
                  }
                });
      } catch (InterruptException e) {
        throw e;
      } catch (KafkaException | IllegalStateException e) {
        attempt.set(e);
      }
      var failure = attempt.get();
      if (failure == null) {
        return;
      }
      if (!(failure instanceof TimeoutException)) {
        stop(progress, failure);
      }
    }
  }

  /// On the network thread this returns at once and keeps it from sending what comes behind.
  private void stop(Progress progress, Exception failure) {
    if (progress.failure.compareAndSet(null, failure)) {
      producer.close(Duration.ZERO);
    }
  }

  private void check(Progress progress) {
    var failure = progress.failure.get();
    if (closed) {
      throw failed(
          Reason.CLOSED, progress, failure == null ? new IllegalStateException("closed") : failure);
    }
    if (failure != null) {
      closed = true;
      throw failed(Reason.REFUSED, progress, failure);
    }
  }

  private static PublishException failed(Reason reason, Progress progress, Throwable cause) {
    return new PublishException(reason, progress.confirmed.get(), progress.lastOffset.get(), cause);
  }

  private boolean fits(Keyed record) {
    return record.key().length() * 3L + record.value().length <= largest;
  }
}
