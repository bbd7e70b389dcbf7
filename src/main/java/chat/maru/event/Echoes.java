package chat.maru.event;

import chat.maru.event.Outbox.Announced;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Lets the answer to a call come after what the call has changed was told to the sessions of this
/// node: a client that looks for its own change in what the gateway told it finds it there, as on
/// Discord (ADR 0019).
@ApplicationScoped
public class Echoes {
  private static final int REMEMBERED = 10_000;

  @Inject Told told;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Long, CountDownLatch> waiting = new HashMap<>();

  /// The outbox ids that came last.
  private final Map<Long, Boolean> heard =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Announced announced) {
    announced.record().ifPresent(record -> note(record.outboxId()));
  }

  private void note(long outboxId) {
    try {
      told.note(outboxId);
    } catch (ContextNotActiveException _) {
      // a job or a consumer: nobody waits for its answer
    }
  }

  /// The record has been handed to the sessions of this node; by the log's reader.
  public void heard(long outboxId) {
    lock.lock();
    try {
      heard.put(outboxId, true);
      var waiter = waiting.remove(outboxId);
      if (waiter != null) {
        waiter.countDown();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the record has been handed to the sessions of this node.
  ///
  /// @return false when the time was up first
  public boolean await(long outboxId, Duration limit) throws InterruptedException {
    CountDownLatch waiter;
    lock.lock();
    try {
      if (heard.containsKey(outboxId)) {
        return true;
      }
      waiter = waiting.computeIfAbsent(outboxId, _ -> new CountDownLatch(1));
    } finally {
      lock.unlock();
    }
    if (waiter.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      return true;
    }
    lock.lock();
    try {
      waiting.remove(outboxId);
      return heard.containsKey(outboxId);
    } finally {
      lock.unlock();
    }
  }
}
