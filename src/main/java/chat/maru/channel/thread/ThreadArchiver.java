package chat.maru.channel.thread;

import chat.maru.platform.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;

/// Archives threads in which nothing was said for as long as they wait. Each is a transaction of
/// its own, which looks again under the thread's lock: any number of workers may do it at once.
@ApplicationScoped
public class ThreadArchiver {
  private static final System.Logger LOG = System.getLogger(ThreadArchiver.class.getName());
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int BATCH = 200;

  @Inject Scheduler scheduler;
  @Inject Threads threads;
  @Inject ThreadKeeper keeper;
  @Inject Clock clock;

  void start(@Observes @Priority(3000) @Initialized(ApplicationScoped.class) Object event) {
    scheduler.every(PAUSE, "thread-archiver", this::archive);
  }

  /// Archives what is due now, a batch of it.
  public void archive() {
    var due = threads.due(clock.instant(), BATCH);
    due.forEach(keeper::archiveIfDue);
    if (!due.isEmpty()) {
      LOG.log(Level.INFO, "event=threads.archived count={0}", due.size());
    }
  }
}
