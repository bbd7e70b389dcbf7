package chat.maru.platform;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/// The one place where threads come from. Work off the request threads runs on virtual threads that
/// call application-scoped services with an explicit actor; nothing request-scoped exists there.
@ApplicationScoped
public class Threads {
  private static final System.Logger LOG = System.getLogger(Threads.class.getName());

  private Executor application = Runnable::run;

  /// On Open Liberty a thread must carry the application's context to find its class loader, its
  /// transactions and its persistence unit: taken once, when the application starts. Helidon knows
  /// no such thing.
  @PostConstruct
  @SuppressWarnings(
      "BanJNDI") // a name of the specification (Jakarta Concurrency), nothing a user wrote
  void adoptContext() {
    try {
      var contexts =
          (ContextService) new InitialContext().lookup("java:comp/DefaultContextService");
      application = contexts.currentContextExecutor();
    } catch (NamingException e) {
      LOG.log(Level.DEBUG, "event=threads.plain cause=\"{0}\"", e.getMessage());
    }
  }

  /// Starts a virtual thread. What escapes the task is a defect and is logged as one.
  public Thread start(String name, Runnable task) {
    return Thread.ofVirtual()
        .name(name)
        .uncaughtExceptionHandler(Threads::escaped)
        .start(() -> application.execute(task));
  }

  /// Starts a platform thread for a loop that blocks in native code or pins its carrier.
  public Thread startPlatform(String name, Runnable task) {
    return Thread.ofPlatform()
        .daemon()
        .name(name)
        .uncaughtExceptionHandler(Threads::escaped)
        .start(() -> application.execute(task));
  }

  private static void escaped(Thread thread, Throwable failure) {
    LOG.log(Level.ERROR, "event=thread.died thread=" + thread.getName(), failure);
  }
}
