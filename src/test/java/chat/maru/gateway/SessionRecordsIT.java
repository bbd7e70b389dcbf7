package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.auth.Actor;
import chat.maru.platform.redis.Redis;
import chat.maru.testkit.Maru;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a node that takes a session over is told of how far it had come.
class SessionRecordsIT {
  private static final long BEFORE = 10;
  private static final long BEYOND = 1000;

  private final SessionRecords old = new SessionRecords();
  private final SessionRecords other = new SessionRecords();

  @BeforeEach
  void open() {
    assertThat(Maru.url()).isNotEmpty();
    old.redis = CDI.current().select(Redis.class).get();
    other.redis = old.redis;
  }

  @Test
  void aQuietSessionHasComeAsFarAsItsNode() throws InterruptedException {
    var session = quiet();
    old.save(List.of(), BEYOND);
    assertThat(other.claim(session.id(), 1, 1))
        .hasValueSatisfying(claim -> assertThat(claim.position()).isEqualTo(BEYOND));
  }

  /// The node goes on while its session is claimed: what it has read since, and had no time to send
  /// to that session's client, is not passed over.
  @Test
  void whatTheNodeReadWhileItsSessionWasClaimedIsNotPassedOver() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var round = 0; round < 300; round++) {
        var session = quiet();
        var together = new CyclicBarrier(2);
        var claim =
            threads.submit(
                () -> {
                  together.await();
                  return other.claim(session.id(), 1, 1);
                });
        together.await();
        old.save(List.of(entry(session, BEFORE + 1, false)), BEYOND);

        assertThat(claim.get())
            .hasValueSatisfying(it -> assertThat(it.position()).isBetween(BEFORE, BEFORE + 1));
      }
    }
  }

  /// A session that was noted when nothing waited for its client.
  private Session quiet() {
    var name = UUID.randomUUID().toString();
    var record = new SessionRecord(interest(), List.of(), new SessionPresence().appearance());
    var session = new Session(new Claim(name, record, 1, 0, 0), Actor.person(1, 1, false));
    old.save(List.of(entry(session, BEFORE, true)), BEFORE);
    return session;
  }

  private static SessionRecords.Entry entry(Session session, long position, boolean quiet) {
    var points = List.of(new Checkpoint(1, position));
    return new SessionRecords.Entry(session, points, quiet, Optional.of(SessionRecord.of(session)));
  }

  private static Interest interest() {
    return new Interest(0, true, Shard.WHOLE, 250);
  }
}
