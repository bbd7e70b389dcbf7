package chat.maru.event;

import chat.maru.kernel.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Lets a few at a time at one channel's head. They would wait for its lock anyway; here they wait
/// without a connection, so that a crowd at one message leaves the pool to everybody else.
@ApplicationScoped
public class Crowd {
  private static final int AT_ONCE = 4;
  private static final int LANES = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Semaphore[] lanes =
      Stream.generate(() -> new Semaphore(AT_ONCE, true)).limit(LANES).toArray(Semaphore[]::new);

  /// Runs a transaction when it is its turn.
  ///
  /// @throws chat.maru.kernel.ApiException 503 if that takes longer than 20 s
  public void run(long channelId, Runnable transaction) {
    var lane = lanes[Math.floorMod(Long.hashCode(channelId), LANES)];
    try {
      if (!lane.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Problem.UNAVAILABLE.error().retryAfter(Duration.ofSeconds(1));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Problem.UNAVAILABLE.error();
    }
    try {
      transaction.run();
    } finally {
      lane.release();
    }
  }
}
