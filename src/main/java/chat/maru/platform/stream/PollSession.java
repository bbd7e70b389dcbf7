package chat.maru.platform.stream;

import chat.maru.kernel.PlantedFault;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// One membership of a consumer group, driven by the loop's thread. While a batch is processed the
/// session polls on with everything paused, so that the membership outlives any outage.
final class PollSession implements ConsumerRebalanceListener, AutoCloseable {
  private static final Logger LOG = System.getLogger(PollSession.class.getName());
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration TEND = Duration.ofMillis(300);
  private static final Duration KEEP_ALIVE = Duration.ofMillis(20);
  private static final Duration COMMIT = Duration.ofSeconds(3);
  private static final Duration REVOKED = Duration.ofSeconds(5);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);
  private static final long RECOMMIT_NANOS = Duration.ofSeconds(1).toNanos();

  private final BatchLoop loop;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();
  private @Nullable InFlight inFlight;
  private @Nullable Thread processing;
  private int refusals;
  private boolean resting;
  private long restUntil;
  private long lastCommit = System.nanoTime();

  PollSession(BatchLoop loop) {
    this.loop = loop;
    this.consumer = new KafkaConsumer<>(loop.settings.kafka());
    consumer.subscribe(List.of(loop.topic), this);
  }

  void step() throws InterruptedException {
    var current = inFlight;
    if (current != null) {
      tend(current);
    } else if (resting) {
      rest();
    } else {
      take();
    }
    measure();
  }

  /// Lets the batch in flight finish and commits what was acknowledged.
  void finish() throws InterruptedException {
    var end = System.nanoTime() + loop.settings.closing().toNanos();
    for (var current = inFlight; current != null && System.nanoTime() < end; current = inFlight) {
      tend(current);
    }
    commitNow();
  }

  @Override
  public void close() {
    if (inFlight != null && processing != null) {
      processing.interrupt(); // it had its time; the batch comes again
    }
    consumer.close(
        CloseOptions.timeout(COMMIT)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    loop.lag = 0;
  }

  private void take() {
    var records = consumer.poll(POLL);
    if (records.isEmpty()) {
      recommit();
      return;
    }
    var taken = new InFlight(records);
    inFlight = taken;
    if (PlantedFault.OFFSET_COMMITTED_FIRST.isPlanted()) {
      uncommitted.putAll(taken.ends);
      commitNow();
    }
    processing = loop.threads.start("process-" + loop.settings.channel(), () -> process(taken));
  }

  @SuppressWarnings("CatchingUnchecked")
  private void process(InFlight taken) {
    try {
      var _ =
          loop.processor
              .apply(taken.batch)
              .whenComplete(
                  (_, failure) -> {
                    if (failure == null) {
                      taken.outcome.complete(null);
                    } else {
                      taken.outcome.completeExceptionally(failure);
                    }
                  });
    } catch (Throwable e) { // also an Error must decide the batch, or the channel stands still
      taken.outcome.completeExceptionally(e);
    }
  }

  private void tend(InFlight current) throws InterruptedException {
    switch (current.await(TEND)) {
      case PENDING -> keepAlive(KEEP_ALIVE);
      case ACKED -> {
        inFlight = null;
        refusals = 0;
        loop.batches.incrementAndGet();
        loop.records.addAndGet(current.batch.records().size());
        uncommitted.putAll(current.ends);
        commit();
        consumer.resume(consumer.paused());
        if (current.batch.records().size() > 1 && !loop.settings.gather().isZero()) {
          LockSupport.parkNanos(loop.settings.gather().toNanos());
        }
      }
      case NACKED -> {
        inFlight = null;
        bringAgain(current);
      }
    }
  }

  private void bringAgain(InFlight refused) {
    refused.firsts.forEach(consumer::seek);
    var delay =
        Math.min(
            loop.settings.backoff().toMillis() << Math.min(refusals, 16),
            LONGEST_BACKOFF.toMillis());
    refusals++;
    resting = true;
    restUntil = System.nanoTime() + Duration.ofMillis(delay).toNanos();
    loop.redelivered.incrementAndGet();
    LOG.log(
        Level.WARNING,
        "event=batch_refused channel=%s records=%d first=%s again_in_ms=%d"
            .formatted(
                loop.settings.channel(), refused.batch.records().size(), refused.firsts, delay),
        refused.failure());
  }

  private void rest() {
    var left = Duration.ofNanos(restUntil - System.nanoTime());
    if (left.isPositive()) {
      keepAlive(left.compareTo(POLL) < 0 ? left : POLL);
    } else {
      resting = false;
      consumer.resume(consumer.paused());
    }
  }

  private void keepAlive(Duration atMost) {
    consumer.pause(consumer.assignment());
    rewind(consumer.poll(atMost));
  }

  /// Nothing should come while all is paused; what does come is not lost.
  private void rewind(ConsumerRecords<String, byte[]> records) {
    for (var partition : records.partitions()) {
      consumer.seek(partition, records.records(partition).getFirst().offset());
    }
  }

  private void recommit() {
    if (!uncommitted.isEmpty() && System.nanoTime() - lastCommit > RECOMMIT_NANOS) {
      commit();
    }
  }

  private void commit() {
    lastCommit = System.nanoTime();
    var offsets = Map.copyOf(uncommitted);
    consumer.commitAsync(
        offsets,
        (done, failure) -> {
          if (failure == null) {
            uncommitted.entrySet().removeAll(done.entrySet());
          } else {
            LOG.log(
                Level.WARNING,
                "event=commit_failed channel={0} reason={1}",
                loop.settings.channel(),
                failure.toString());
          }
        });
  }

  private void commitNow() {
    if (uncommitted.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(Map.copyOf(uncommitted), COMMIT);
      uncommitted.clear();
    } catch (KafkaException e) { // what was not committed is delivered again, elsewhere or here
      LOG.log(
          Level.WARNING,
          "event=commit_failed channel={0} reason={1}",
          loop.settings.channel(),
          e.toString());
    }
  }

  /// The batch in flight gets a moment, so that the next owner need not process it once more.
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    var current = inFlight;
    try {
      if (current != null
          && current.ends.keySet().stream().anyMatch(partitions::contains)
          && current.await(REVOKED) == InFlight.State.ACKED) {
        uncommitted.putAll(current.ends);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    commitNow();
    onPartitionsLost(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    uncommitted.keySet().removeAll(partitions);
    if (inFlight != null) {
      inFlight.drop(partitions);
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    LOG.log(
        Level.INFO,
        "event=assigned channel={0} partitions={1}",
        loop.settings.channel(),
        partitions.size());
    if (inFlight != null || resting) {
      consumer.pause(partitions);
    }
  }

  private void measure() {
    long behind = inFlight == null ? 0 : inFlight.batch.records().size();
    for (var partition : consumer.assignment()) {
      behind += consumer.currentLag(partition).orElse(0);
    }
    loop.lag = behind;
  }
}
