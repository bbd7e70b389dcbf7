package chat.maru.platform.http;

import chat.maru.kernel.Problem;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// The calls that run on this node. When it ends they are let finish; those that still come are
/// refused with 503 and `Retry-After`, on a connection that is closed: the next try finds another
/// node.
@Provider
@PreMatching
@ApplicationScoped
@Priority(0)
public class Calls implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String COUNTED = "chat.maru.counted";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofMillis(10);

  private final AtomicInteger running = new AtomicInteger();
  private volatile boolean ending;

  @Override
  public void filter(ContainerRequestContext request) {
    running.incrementAndGet();
    request.setProperty(COUNTED, true);
    if (ending) {
      request.abortWith(refusal());
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(COUNTED) != null) {
      request.removeProperty(COUNTED);
      running.decrementAndGet();
    }
  }

  /// Takes no more calls, and waits for those that run.
  ///
  /// @return whether they have all been answered within the time
  public boolean end(Duration limit) {
    ending = true;
    var end = System.nanoTime() + limit.toNanos();
    while (running.get() > 0 && System.nanoTime() - end < 0) {
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return running.get() <= 0;
  }

  /// How many run now.
  public int running() {
    return running.get();
  }

  private static Response refusal() {
    var refused = Errors.answer(Problem.UNAVAILABLE.error().retryAfter(RETRY_AFTER));
    return Response.fromResponse(refused).header("Connection", "close").build();
  }
}
