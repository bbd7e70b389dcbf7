package chat.maru.platform;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Work that comes round, on every worker. Whatever runs here must not mind that other nodes run it
/// too.
@ApplicationScoped
public class Scheduler {
  private static final System.Logger LOG = System.getLogger(Scheduler.class.getName());

  /// How long the end waits for what runs.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @Inject Role role;
  @Inject Threads threads;

  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ended = new CountDownLatch(1);

  /// Runs the task again and again with the pause between; a run that fails is logged, and the next
  /// one comes in its time.
  public void every(Duration pause, String name, Runnable task) {
    if (role.isWorker()) {
      running.add(threads.start(name, () -> repeat(pause, name, task)));
    }
  }

  private void repeat(Duration pause, String name, Runnable task) {
    try {
      while (!ended.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        run(name, task);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(String name, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "event=task.failed task={0} cause={1}", name, e.toString());
    }
  }

  /// What runs may end by itself: an interrupt breaks its connections to database and broker.
  @PreDestroy
  void stop() {
    ended.countDown();
    var end = System.nanoTime() + PATIENCE.toNanos();
    try {
      for (var thread : running) {
        thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    running.forEach(Thread::interrupt);
  }
}
