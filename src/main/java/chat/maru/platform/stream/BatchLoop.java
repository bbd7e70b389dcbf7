package chat.maru.platform.stream;

import chat.maru.platform.Threads;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads one topic in a consumer group and hands out one batch at a time. It connects when opened
/// and leaves the group when closed; errors of the broker end a session, never the loop.
final class BatchLoop {
  private static final Logger LOG = System.getLogger(BatchLoop.class.getName());
  private static final Duration RECONNECT = Duration.ofSeconds(1);

  final String topic;
  final BatchSettings settings;
  final Function<Batch, CompletionStage<Void>> processor;
  final Threads threads;
  final AtomicLong batches = new AtomicLong();
  final AtomicLong records = new AtomicLong();
  final AtomicLong redelivered = new AtomicLong();
  final AtomicLong failures = new AtomicLong();
  volatile long lag;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean open;
  private @Nullable Thread thread;

  /// @param processor decides a batch by the stage it returns; it runs on a thread of its own and
  ///     may take as long as it likes
  BatchLoop(
      String topic,
      BatchSettings settings,
      Function<Batch, CompletionStage<Void>> processor,
      Threads threads) {
    this.threads = threads;
    this.topic = topic;
    this.settings = settings;
    this.processor = processor;
  }

  boolean isOpen() {
    return open;
  }

  void open() {
    lock.lock();
    try {
      if (!open) {
        open = true;
        var before = thread;
        thread = threads.startPlatform("read-" + settings.channel(), () -> run(before));
      }
    } finally {
      lock.unlock();
    }
  }

  /// Tells the loop to end; [#join] waits for it.
  void stop() {
    lock.lock();
    try {
      open = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void join() throws InterruptedException {
    var running = thread;
    if (running != null) {
      running.join();
    }
  }

  ReadFigures figures() {
    return new ReadFigures(batches.get(), records.get(), redelivered.get(), failures.get(), lag);
  }

  private void run(@Nullable Thread before) {
    try {
      if (before != null) {
        before.join(); // one session at a time, also when closed and opened in haste
      }
      while (open) {
        session();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      LOG.log(Level.WARNING, "event=reader_interrupted channel={0}", settings.channel());
    }
  }

  private void session() throws InterruptedException {
    try (var session = new PollSession(this)) {
      while (open) {
        session.step();
      }
      session.finish();
    } catch (RuntimeException e) {
      failures.incrementAndGet();
      LOG.log(Level.ERROR, "event=reader_failed channel=" + settings.channel(), e);
      rest();
    }
  }

  private void rest() throws InterruptedException {
    lock.lock();
    try {
      var left = RECONNECT.toNanos();
      while (open && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
