package chat.maru.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// How many sessions are made at a time on this node (`max_concurrency`); more wait for their turn.
/// Who waits for a client that reads slowly lets others go on meanwhile.
@ApplicationScoped
public class Turns {
  public static final int MAX_CONCURRENCY = 16;

  private final Semaphore turns = new Semaphore(MAX_CONCURRENCY, true);

  /// Something that waits for a client.
  interface Waiting {
    boolean run() throws InterruptedException;
  }

  /// Waits for a turn, to be given back by [#end].
  ///
  /// @return false when the time was up first
  public boolean begin(Duration limit) throws InterruptedException {
    return turns.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  public void end() {
    turns.release();
  }

  /// Waits without the turn that the caller has, which it has again afterwards.
  boolean without(Waiting waiting) throws InterruptedException {
    turns.release();
    try {
      return waiting.run();
    } finally {
      turns.acquireUninterruptibly();
    }
  }
}
