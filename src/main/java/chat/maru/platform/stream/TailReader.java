package chat.maru.platform.stream;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;

/// Reads one partition of one topic from a position that its owner chose: no group, no commits.
/// Choose a start first, then run on one thread; everything else may be asked from any thread.
public final class TailReader implements AutoCloseable {
  private static final Logger LOG = System.getLogger(TailReader.class.getName());
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration RECONNECT = Duration.ofMillis(500);

  /// Hears that records the reader wanted are gone and that it goes on elsewhere.
  @FunctionalInterface
  public interface Gap {
    /// @param wanted the offset that does not exist (any more)
    /// @param next the offset that comes next; lower than `wanted` if the log was made anew
    void jumped(long wanted, long next);
  }

  private final String topic;
  private final TopicPartition partition;
  private final StreamConfig config;
  private final Broker broker;
  private final KafkaConsumer<String, byte[]> consumer;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile long position = -1;
  private volatile boolean atEnd;
  private volatile long fetchedAt;
  private volatile boolean closed;

  public TailReader(StreamConfig config, String topic) {
    this(config, topic, 0);
  }

  public TailReader(StreamConfig config, String topic, int partition) {
    this.topic = topic;
    this.partition = new TopicPartition(topic, partition);
    this.config = config;
    this.broker = new Broker(config);
    this.consumer = new KafkaConsumer<>(config.reading("tail-" + topic));
  }

  /// Starts at the first record that is at most `back` old, by the producers' clocks, or at the end
  /// if all are older.
  ///
  /// @return the offset of the first record to come
  /// @throws StreamException if the broker does not answer within ten seconds
  public long startAt(Duration back) {
    var since = config.clock().instant().minus(back).toEpochMilli();
    var offset = broker.offset(topic, partition.partition(), OffsetSpec.forTimestamp(since));
    return offset < 0 ? startAtEnd() : startAtOffset(offset);
  }

  /// Starts at an offset. One that does not exist becomes the earliest at the first read, and the
  /// owner is told.
  public long startAtOffset(long offset) {
    position = offset;
    return offset;
  }

  /// Starts behind the last record.
  ///
  /// @throws StreamException if the broker does not answer within ten seconds
  public long startAtEnd() {
    return startAtOffset(endOffset());
  }

  /// The offset of the next record to be handed out; -1 before a start was chosen.
  public long position() {
    return position;
  }

  /// Whether the log ended with the records that are being handed out, when they were fetched.
  public boolean isAtEnd() {
    return atEnd;
  }

  /// When the records that are being handed out were fetched, by this machine's clock in
  /// milliseconds.
  public long fetchedAt() {
    return fetchedAt;
  }

  /// The offset behind the last record, asked from the broker.
  ///
  /// @throws StreamException if the broker does not answer within ten seconds
  public long endOffset() {
    return broker.offset(topic, partition.partition(), OffsetSpec.latest());
  }

  /// Hands out records in order, one at a time, on the calling thread until [#close]; outages of
  /// the broker are waited out. What `each` throws ends the run: the position stays at that record,
  /// and the reader may be run again.
  public void run(Consumer<Received> each, Gap gap) {
    read(Long.MAX_VALUE, each, gap);
  }

  /// Like [#run], but returns as soon as the position has reached `end`.
  public void runUntil(long end, Consumer<Received> each, Gap gap) {
    read(end, each, gap);
  }

  /// Ends a run, from any thread, and lets go of the broker.
  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    if (running.compareAndSet(false, true)) {
      consumer.close();
    }
    broker.close();
  }

  private void read(long end, Consumer<Received> each, Gap gap) {
    if (position < 0) {
      throw new IllegalStateException("choose a start first");
    }
    if (!running.compareAndSet(false, true)) {
      throw new IllegalStateException("already running, or closed");
    }
    try {
      consumer.assign(List.of(partition));
      consumer.seek(partition, position);
      while (!closed && position < end) {
        poll(end, each, gap);
      }
    } finally {
      if (closed) {
        consumer.close();
      } else {
        running.set(false);
      }
    }
  }

  private void poll(long end, Consumer<Received> each, Gap gap) {
    try {
      var records = consumer.poll(POLL).records(partition);
      fetchedAt = config.clock().millis();
      atEnd = consumer.currentLag(partition).orElse(Long.MAX_VALUE) == 0;
      for (var record : records) {
        if (closed || record.offset() >= end) {
          position = Math.max(position, Math.min(end, record.offset()));
          return;
        }
        each.accept(Received.of(record));
        position = record.offset() + 1;
      }
    } catch (WakeupException _) {
      LOG.log(Level.DEBUG, "event=tail_woken topic={0}", topic); // the loop looks at `closed`
    } catch (OffsetOutOfRangeException e) {
      jump(gap);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.log(Level.WARNING, "event=tail_retry topic={0} reason={1}", topic, e.toString());
      rest();
    }
  }

  private void jump(Gap gap) {
    try {
      var next = broker.offset(topic, partition.partition(), OffsetSpec.earliest());
      var wanted = position;
      LOG.log(
          Level.WARNING, "event=tail_jumped topic={0} wanted={1} next={2}", topic, wanted, next);
      consumer.seek(partition, next);
      position = next;
      gap.jumped(wanted, next);
    } catch (StreamException e) { // the broker went away: the next poll finds out again
      LOG.log(Level.WARNING, "event=tail_retry topic={0} reason={1}", topic, e.getMessage());
    }
  }

  private void rest() {
    try {
      Thread.sleep(RECONNECT);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
