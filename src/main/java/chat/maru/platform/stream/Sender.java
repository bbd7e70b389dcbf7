package chat.maru.platform.stream;

import chat.maru.platform.stream.SendException.Reason;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Sends records to one topic, idempotently and with `acks=all`. Safe for any number of threads.
///
/// One thread talks to the producer, since `KafkaProducer.send` may block for `max.block.ms`. A
/// record that could not be handed to the producer is tried again until its deadline; one that was
/// handed over is never sent again from here, so nothing is doubled by this class.
public final class Sender implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Sender.class.getName());
  private static final Duration SWEEP = Duration.ofMillis(20);

  private static final class Pending {
    final Keyed record;
    final long deadline;
    final CompletableFuture<Sent> result = new CompletableFuture<>();
    volatile boolean handed;
    @Nullable Exception attempt;

    Pending(Keyed record, long deadline) {
      this.record = record;
      this.deadline = deadline;
    }
  }

  private final String topic;
  private final SendLimits limits;
  private final Map<String, Object> settings;
  private final BlockingQueue<Pending> queue;
  private final ConcurrentLinkedQueue<Pending> unsettled = new ConcurrentLinkedQueue<>();
  private final AtomicLong confirmed = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong late = new AtomicLong();
  private final Thread worker;
  private final Thread sweeper;
  private KafkaProducer<String, byte[]> producer;
  private volatile boolean closed;

  public Sender(StreamConfig config, String topic) {
    this(config, topic, SendLimits.DEFAULT, Map.of());
  }

  /// @param kafka producer settings by Kafka's own names, above the defaults of this class
  public Sender(StreamConfig config, String topic, SendLimits limits, Map<String, String> kafka) {
    this.topic = topic;
    this.limits = limits;
    this.queue = new ArrayBlockingQueue<>(limits.queue());
    this.settings = settings(config, topic, kafka);
    this.producer = new KafkaProducer<>(settings);
    this.worker = Thread.ofPlatform().daemon().name("send-" + topic).start(this::work);
    this.sweeper = Thread.ofVirtual().name("deadline-" + topic).start(this::sweep);
  }

  private static Map<String, Object> settings(
      StreamConfig config, String topic, Map<String, String> kafka) {
    var own = new HashMap<String, Object>();
    // With more in flight, requests to a partition that the broker just learns of can be reordered,
    // and the first one then fails until its timeout (KAFKA-15591). One costs nothing measurable.
    own.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
    own.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "1000");
    own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "2000");
    own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "4000");
    own.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "500");
    own.put(ProducerConfig.CLIENT_ID_CONFIG, StreamConfig.clientId("send-" + topic));
    own.put(ProducerConfig.ACKS_CONFIG, "all");
    own.putAll(kafka);
    own.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    own.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
    own.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    return config.with(own);
  }

  /// Takes a record. The stage completes when the broker has confirmed it on all replicas in sync,
  /// or fails with a [SendException], at the latest at the deadline. Never blocks.
  ///
  /// What depends on the stage runs on the producer's network thread and must not block there.
  public CompletionStage<Sent> send(Keyed record) {
    var pending = new Pending(record, System.nanoTime() + limits.deadline().toNanos());
    if (closed || !queue.offer(pending)) {
      refused.incrementAndGet();
      return CompletableFuture.failedStage(
          new SendException(closed ? Reason.CLOSED : Reason.FULL, topic, null));
    }
    unsettled.add(pending);
    if (closed && !worker.isAlive()) { // overtaken by close, which may not have seen it
      fail(pending, Reason.CLOSED, null);
    }
    return pending.result;
  }

  public SendFigures figures() {
    return new SendFigures(confirmed.get(), failed.get(), refused.get(), late.get(), queue.size());
  }

  /// Takes nothing more, sends what was taken as far as its deadlines allow, and fails the rest.
  @Override
  public void close() {
    closed = true;
    try {
      worker.join(limits.deadline());
      worker.interrupt();
      worker.join(Duration.ofSeconds(1));
      producer.close(limits.deadline());
      sweeper.interrupt();
      sweeper.join(Duration.ofSeconds(1));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      producer.close(Duration.ZERO);
    }
    for (var rest = unsettled.poll(); rest != null; rest = unsettled.poll()) {
      fail(rest, rest.handed ? Reason.UNCONFIRMED : Reason.CLOSED, null);
    }
  }

  private void work() {
    try {
      while (!closed || !queue.isEmpty()) {
        var next = queue.poll(100, TimeUnit.MILLISECONDS);
        while (next != null && !next.result.isDone() && !handOver(next)) {
          LOG.log(Level.DEBUG, "event=send_retry topic={0}", topic);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // close: what is left is failed there
    }
  }

  /// Returns false if the producer never took the record, so that it may be tried again.
  private boolean handOver(Pending pending) throws InterruptedException {
    pending.attempt = null;
    pending.handed = true;
    try {
      var _ =
          producer.send(
              new ProducerRecord<>(topic, pending.record.key(), pending.record.value()),
              (where, failure) -> settle(pending, where, failure));
    } catch (KafkaException | IllegalStateException e) {
      pending.attempt = e;
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    var failure = pending.attempt;
    if (failure == null) {
      return true;
    }
    pending.handed = false;
    if (failure instanceof TimeoutException) {
      return false;
    }
    fail(pending, failure instanceof RecordTooLargeException ? Reason.TOO_LARGE : null, failure);
    if (!(failure instanceof ApiException)) {
      renew(failure);
    }
    return true;
  }

  /// The producer calls back on this class's own thread, from within `send`, only for a record that
  /// it did not take.
  private void settle(Pending pending, RecordMetadata where, @Nullable Exception failure) {
    if (failure != null && Thread.currentThread() == worker) {
      pending.attempt = failure;
    } else if (failure == null) {
      if (pending.result.complete(new Sent(where.partition(), where.offset()))) {
        confirmed.incrementAndGet();
      } else {
        late.incrementAndGet();
      }
    } else {
      var reason =
          switch (failure) {
            case RecordTooLargeException _ -> Reason.TOO_LARGE;
            case TimeoutException _ -> Reason.UNCONFIRMED;
            default -> Reason.REFUSED;
          };
      fail(pending, reason, failure);
    }
  }

  private void fail(Pending pending, @Nullable Reason reason, @Nullable Throwable cause) {
    var why = new SendException(reason == null ? Reason.REFUSED : reason, topic, cause);
    if (pending.result.completeExceptionally(why)) {
      failed.incrementAndGet();
    }
  }

  /// An idempotent producer that met a fatal error takes no record ever again.
  private void renew(Throwable reason) {
    LOG.log(Level.ERROR, "event=producer_renewed topic=" + topic, reason);
    producer.close(Duration.ZERO);
    producer = new KafkaProducer<>(settings);
  }

  private void sweep() {
    try {
      while (true) {
        var head = unsettled.peek();
        if (head == null || !(head.result.isDone() || System.nanoTime() - head.deadline >= 0)) {
          Thread.sleep(SWEEP);
          continue;
        }
        unsettled.remove();
        if (head.result.isDone()) {
          continue;
        }
        fail(head, head.handed ? Reason.UNCONFIRMED : Reason.UNREACHABLE, null);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed
    }
  }
}
