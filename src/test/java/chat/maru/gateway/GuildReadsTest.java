package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.gateway.SnapshotReader.GuildBase;
import chat.maru.testkit.Await;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Who shares a read with whom.
class GuildReadsTest {
  private final Semaphore leave = new Semaphore(0);
  private final AtomicInteger begun = new AtomicInteger();
  private volatile boolean broken;
  private final GuildReads reads = new GuildReads();

  GuildReadsTest() {
    reads.reader =
        new SnapshotReader() {
          @Override
          Optional<GuildBase> base(long guildId, int most) {
            begun.incrementAndGet();
            leave.acquireUninterruptibly();
            if (broken) {
              throw new IllegalStateException("broken");
            }
            return Optional.empty();
          }
        };
  }

  @Test
  void whoComesWhileOneRunsSharesTheNext() throws Exception {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<Optional<GuildBase>>>();
      all.add(pool.submit(() -> reads.of(1, 0)));
      Await.until("the first reads", () -> begun.get() == 1);
      for (var n = 0; n < 20; n++) {
        all.add(pool.submit(() -> reads.of(1, 0)));
      }
      all.add(pool.submit(() -> reads.of(2, 0)));
      all.add(pool.submit(() -> reads.of(1, 50)));
      Await.until("other reads do not wait", () -> begun.get() == 3);
      Await.until("the others wait", () -> leave.getQueueLength() == 3);
      leave.release(100);
      for (var one : all) {
        assertThat(one.get()).isEmpty();
      }
      assertThat(begun.get()).isBetween(4, 5); // one may come when the second has begun
    }
    assertThat(reads.isIdle()).isTrue();
  }

  @Test
  void eachFailsThatSharedAReadAndTheNextOneBeginsAnew() throws Exception {
    broken = true;
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<Optional<GuildBase>>>();
      for (var n = 0; n < 5; n++) {
        all.add(pool.submit(() -> reads.of(1, 0)));
      }
      leave.release(100);
      for (var one : all) {
        assertThatThrownBy(one::get)
            .isInstanceOf(ExecutionException.class)
            .cause()
            .isInstanceOfAny(IllegalStateException.class, CompletionException.class);
      }
    }
    broken = false;
    assertThat(reads.of(1, 0)).isEmpty();
    assertThat(reads.isIdle()).isTrue();
    assertThat(begun.get()).isGreaterThanOrEqualTo(2);
  }
}
