package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.auth.Actor;
import chat.maru.gateway.frame.Compression;
import chat.maru.gateway.frame.Encoded;
import chat.maru.gateway.frame.Outgoing;
import chat.maru.gateway.frame.Transport;
import chat.maru.platform.Threads;
import chat.maru.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/// When what a session was told is in its client's socket.
class SessionTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Semaphore writes = new Semaphore(0);
  private final Connection connection = connection();
  private final Session session =
      new Session(
          "a", Actor.person(1, 1, false), new Interest(0, true, Shard.WHOLE, 250), connection);

  SessionTest() {
    connection.carry(session);
  }

  @Test
  void whatIsBeingWrittenIsNotWrittenYet() throws InterruptedException {
    session.offer(event());
    Await.until("the first is being written", LONG, writes::hasQueuedThreads);
    session.offer(event());
    assertThat(session.awaitWritten(Duration.ofMillis(20))).as("none is").isFalse();
    writes.release();
    assertThat(session.awaitWritten(Duration.ofMillis(20))).as("one is").isFalse();
    writes.release();
    assertThat(session.awaitWritten(LONG)).isTrue();
  }

  @Test
  void whoWaitsIsToldWhenItIsWritten() throws InterruptedException {
    session.offer(event());
    var waiting = Thread.currentThread();
    Thread.ofVirtual()
        .start(
            () -> {
              Await.until("it waits", LONG, () -> waiting.getState() == Thread.State.TIMED_WAITING);
              writes.release();
            });

    assertThat(session.awaitWritten(LONG)).isTrue();
  }

  @Test
  void whatComesLaterIsNotWaitedFor() throws InterruptedException {
    session.offer(event());
    writes.release();
    assertThat(session.awaitWritten(LONG)).isTrue();
    session.offer(event());
    assertThat(session.awaitWritten(Duration.ofMillis(20))).isFalse();
    session.detach(connection);
    assertThat(session.awaitWritten(LONG)).as("nobody is there to get it").isTrue();
  }

  @Test
  void aConnectionThatWentBeforeItCarriedTheSessionDoesNotKeepIt() {
    var late = new Session("b", Actor.person(1, 1, false), session.interest(), connection);
    connection.drop();
    connection.closed(1006);
    connection.carry(late);
    assertThat(late.connection()).isNull();
  }

  @Test
  void aSessionDoesNotRestWhileSomethingIsReadForIt() {
    assertThat(session.rests(0)).isTrue();
    session.pins().add(1, 10);
    assertThat(session.rests(0)).isFalse();
    session.pins().remove(1);
    assertThat(session.rests(0)).isTrue();
    assertThat(session.rests(1)).as("another number").isFalse();
  }

  private static Encoded event() {
    return Encoded.of("GUILD_UPDATE", "{}", 0, 0);
  }

  private Connection connection() {
    var sure =
        new Doubts() {
          @Override
          boolean none() {
            return true;
          }
        };
    var transport =
        new Transport() {
          @Override
          public void write(List<Outgoing> frames) {
            writes.acquireUninterruptibly();
          }

          @Override
          public void close(int code, String reason) {}
        };
    var hub = new SessionHub();
    hub.appearances =
        new Appearances() {
          @Override
          void left(long userId) {}
        };
    var node = new Connection.Node(hub, sure, new Threads());
    return new Connection(new Handshake(10, Compression.Kind.NONE, "", ""), transport, node, 1000);
  }
}
