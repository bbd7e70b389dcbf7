package chat.maru.gateway;

import chat.maru.auth.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Goes on with a session of another node (design section 4, "Resume"; ADR 0025): what its client
/// has not got is read again from the log, at the cost of some that it has got where that node did
/// not end by itself.
@ApplicationScoped
public class Takeover {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

  @Inject SessionRecords records;
  @Inject Checkpoints checkpoints;
  @Inject SessionHub hub;
  @Inject Recent recent;
  @Inject Replays replays;

  /// Makes the session this node's and brings its client up to date.
  ///
  /// @param seen the last sequence number that the client has got
  public Resumed resume(Connection to, Actor as, String sessionId, int seen)
      throws InterruptedException {
    if (checkpoints.hasEnded(sessionId)) {
      return Resumed.UNKNOWN;
    }
    var claim = records.claim(sessionId, as.userId(), seen);
    if (claim.isEmpty() || !isReached(claim.get().position())) {
      return Resumed.UNKNOWN;
    }
    var session = new Session(claim.get(), as);
    session.presence().show(claim.get().record().appearance());
    var replay = replay(session, claim.get());
    if (replay.isEmpty()) {
      return Resumed.UNKNOWN;
    }
    to.carry(session);
    return hub.takeOver(session, to, replay.get());
  }

  /// The other node may have read further than this one.
  private boolean isReached(long position) throws InterruptedException {
    var end = System.nanoTime() + PATIENCE;
    while (recent.position() < position) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return true;
  }

  /// Empty where the log is not held so far back.
  private Optional<Replay> replay(Session session, Claim claim) {
    var read = recent.position();
    return recent
        .from(claim.position(), Integer.MAX_VALUE)
        .map(missed -> replays.of(session, claim, read, missed));
  }
}
