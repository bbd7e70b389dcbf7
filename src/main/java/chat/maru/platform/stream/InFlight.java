package chat.maru.platform.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// A batch that was handed out and is not yet decided. All but `outcome` belongs to the poll
/// thread.
final class InFlight {
  enum State {
    PENDING,
    ACKED,
    NACKED
  }

  final Batch batch;
  final CompletableFuture<Void> outcome = new CompletableFuture<>();
  final Map<TopicPartition, Long> firsts = new HashMap<>();
  final Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();

  InFlight(ConsumerRecords<String, byte[]> records) {
    var all = new ArrayList<Received>(records.count());
    for (var partition : records.partitions()) {
      var some = records.records(partition);
      some.forEach(record -> all.add(Received.of(record)));
      firsts.put(partition, some.getFirst().offset());
      ends.put(partition, new OffsetAndMetadata(some.getLast().offset() + 1));
    }
    batch = new Batch(all);
  }

  /// Forgets partitions that another consumer may own by now: nothing of them is committed any
  /// more.
  void drop(Collection<TopicPartition> partitions) {
    firsts.keySet().removeAll(partitions);
    ends.keySet().removeAll(partitions);
  }

  State await(Duration atMost) throws InterruptedException {
    try {
      outcome.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
      return State.ACKED;
    } catch (TimeoutException _) {
      return State.PENDING;
    } catch (ExecutionException _) {
      return State.NACKED;
    }
  }

  Throwable failure() {
    return outcome.isCompletedExceptionally()
        ? SendException.unwrapped(outcome.exceptionNow())
        : new IllegalStateException("not refused");
  }
}
