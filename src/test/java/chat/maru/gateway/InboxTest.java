package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.platform.Threads;
import chat.maru.testkit.Await;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What a client asked for is done in order, off the reader's thread.
class InboxTest {
  private final Inbox inbox = new Inbox(new Threads());
  private final List<Integer> done = new CopyOnWriteArrayList<>();

  @Test
  void whatIsAddedIsDoneInOrder() throws InterruptedException {
    for (var n = 0; n < 1000; n++) {
      add(n);
    }
    Await.until("all are done", () -> done.size() == 1000);
    assertThat(done).isSorted();
    add(1000);
    Await.until("one more is done", () -> done.size() == 1001);
  }

  @Test
  void whoIsFarAheadWaitsForRoom() throws InterruptedException {
    var gate = new CountDownLatch(1);
    inbox.add(() -> await(gate));
    var added = new AtomicInteger();
    var adding =
        Thread.startVirtualThread(
            () -> {
              try {
                for (var n = 0; n < 300; n++) {
                  add(n);
                  added.incrementAndGet();
                }
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
    Await.until("it waits", () -> added.get() >= 199 && adding.getState() == Thread.State.WAITING);
    assertThat(added.get()).isBetween(199, 201);
    assertThat(done).isEmpty();
    gate.countDown();
    Await.until("all are done", () -> done.size() == 300);
    assertThat(done).isSorted();
  }

  private void add(int n) throws InterruptedException {
    inbox.add(() -> done.add(n));
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
