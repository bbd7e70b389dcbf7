package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.auth.Actor;
import chat.maru.gateway.frame.Compression;
import chat.maru.gateway.frame.Outgoing;
import chat.maru.gateway.frame.Transport;
import chat.maru.platform.Threads;
import chat.maru.testkit.Maru;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A client that asks for its session over two sockets at once: the claim that was made last has
/// it, whichever is done first (ADR 0025).
class TakeoverIT {
  private final String name = UUID.randomUUID().toString();
  private SessionHub hub;
  private Sessions sessions;

  @BeforeEach
  void hub() {
    assertThat(Maru.url()).isNotEmpty();
    hub = CDI.current().select(SessionHub.class).get();
    sessions = CDI.current().select(Sessions.class).get();
  }

  @Test
  void theEarlierClaimDoesNotTakeItBack() {
    var last = session(2);
    assertThat(takeOver(last, 2)).isEqualTo(Resumed.RESUMED);
    assertThat(takeOver(session(1), 1)).isEqualTo(Resumed.UNKNOWN);
    assertThat(sessions.find(name)).containsSame(last);
    hub.end(last);
  }

  @Test
  void theLaterClaimEndsWhatTheEarlierHasBegun() {
    var first = session(1);
    assertThat(takeOver(first, 1)).isEqualTo(Resumed.RESUMED);
    var last = session(2);
    assertThat(takeOver(last, 2)).isEqualTo(Resumed.RESUMED);
    assertThat(sessions.find(name)).containsSame(last);
    assertThat(first.expired()).as("it has ended").isTrue();
    assertThat(sessions.ofUser(last.actor().userId())).doesNotContain(first);
    hub.end(last);
  }

  private Resumed takeOver(Session session, int epoch) {
    var position = hub.position();
    var replay =
        new Replay(
            claim(epoch, position), position, List.of(), Set.of(), Map.of(), List.of(), _ -> true);
    return hub.takeOver(session, connection(), replay);
  }

  private Session session(int epoch) {
    return new Session(claim(epoch, 0), Actor.person(1, 1, false));
  }

  private Claim claim(int epoch, long position) {
    var interest = new Interest(0, true, Shard.WHOLE, 250);
    var record = new SessionRecord(interest, List.of(), new SessionPresence().appearance());
    return new Claim(name, record, 0, position, epoch);
  }

  private Connection connection() {
    var nowhere =
        new Transport() {
          @Override
          public void write(List<Outgoing> frames) {}

          @Override
          public void close(int code, String reason) {}
        };
    var node =
        new Connection.Node(
            hub,
            CDI.current().select(Doubts.class).get(),
            CDI.current().select(Threads.class).get());
    return new Connection(new Handshake(10, Compression.Kind.NONE, "", ""), nowhere, node, 41_250);
  }
}
