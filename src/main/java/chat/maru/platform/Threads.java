package chat.maru.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;

/// The one place where threads come from. Work off the request threads runs on virtual threads that
/// call application-scoped services with an explicit actor; nothing request-scoped exists there.
@ApplicationScoped
public class Threads {
  private static final System.Logger LOG = System.getLogger(Threads.class.getName());

  /// Starts a virtual thread. What escapes the task is a defect and is logged as one.
  public Thread start(String name, Runnable task) {
    return Thread.ofVirtual().name(name).uncaughtExceptionHandler(Threads::escaped).start(task);
  }

  /// Starts a platform thread for a loop that blocks in native code or pins its carrier.
  public Thread startPlatform(String name, Runnable task) {
    return Thread.ofPlatform()
        .daemon()
        .name(name)
        .uncaughtExceptionHandler(Threads::escaped)
        .start(task);
  }

  private static void escaped(Thread thread, Throwable failure) {
    LOG.log(Level.ERROR, "event=thread.died thread=" + thread.getName(), failure);
  }
}
