package chat.maru.platform;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Work that comes round, on every worker. Whatever runs here must not
/// mind
/// that other nodes run it too.
@ApplicationScoped
public class Scheduler {
  private static final System.Logger LOG = System.getLogger(Scheduler.class.getName());

  @Inject Role role;
  @Inject Threads threads;

  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  /// Runs the task again and again with the pause between; a run that fails is logged, and the next
  /// one comes in its time.
  public void every(Duration pause, String name, Runnable task) {
    if (role.isWorker()) {
      running.add(threads.start(name, () -> repeat(pause, name, task)));
    }
  }

  private void repeat(Duration pause, String name, Runnable task) {
    while (!stopped) {
      try {
        Thread.sleep(pause);
        task.run();
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "event=task.failed task={0} cause={1}", name, e.toString());
      }
    }
  }

  @PreDestroy
  void stop() {
    stopped = true;
    running.forEach(Thread::interrupt);
  }
}
