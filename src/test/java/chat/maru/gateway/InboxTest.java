package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.platform.Threads;
import chat.maru.testkit.Await;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a client asked for is done in order, off the reader's thread.
class InboxTest {
  private final Inbox inbox = new Inbox(new Threads());
  private final List<Integer> done = new CopyOnWriteArrayList<>();

  @Test
  void whatIsAddedIsDoneInOrder() {
    IntStream.range(0, 150).forEach(n -> assertThat(inbox.add(() -> done.add(n))).isTrue());
    Await.until("all are done", () -> done.size() == 150);
    assertThat(done).isSorted();
    assertThat(inbox.add(() -> done.add(150))).isTrue();
    Await.until("one more is done", () -> done.size() == 151);
  }

  @Test
  void whoAddsDoesNotWaitAndTooMuchIsRefused() {
    var gate = new CountDownLatch(1);
    inbox.add(() -> await(gate));
    var taken = IntStream.range(0, 300).filter(n -> inbox.add(() -> done.add(n))).count();
    assertThat(done).isEmpty();
    assertThat(taken).isBetween(199L, 201L);
    gate.countDown();
    Await.until("what was taken is done", () -> done.size() == taken);
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
