package chat.maru.auth;

import chat.maru.event.LogRecord;
import chat.maru.event.Outbox.Announced;
import chat.maru.platform.Remembered;
import chat.maru.platform.http.Outage;
import chat.maru.wire.event.SessionEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;

/// The node's memory of the sessions and bots that are signed in, so that a call costs no query.
///
/// It is trusted while [RevocationWatch] has looked for revocations a moment ago, or while the
/// database is away, for then nothing can be revoked. Otherwise it asks.
@ApplicationScoped
public class SignedIn {
  @Inject Standing standing;
  @Inject RevocationWatch watch;

  private final Remembered<Long, Standing.Session> sessions = new Remembered<>(200_000);
  private final Remembered<Long, Standing.Bot> bots = new Remembered<>(50_000);

  /// Returns the session, unless it was revoked more than a moment ago.
  Optional<Standing.Session> session(long id) {
    return trusted(sessions, id, standing::findSession);
  }

  Optional<Standing.Bot> bot(long botId) {
    return trusted(bots, botId, standing::findBot);
  }

  /// Asks the database for a bot whose token is not the remembered one.
  Optional<Standing.Bot> botNow(long botId) {
    return bots.reload(botId, standing::findBot);
  }

  /// Whether what a gateway session began with has not been revoked, as far as this node knows.
  /// While the database is away nothing can be.
  public boolean stands(Actor actor) {
    try {
      return actor.bot() ? bot(actor.userId()).isPresent() : session(actor.sessionId()).isPresent();
    } catch (RuntimeException e) {
      if (Outage.of(e)) {
        return true;
      }
      throw e;
    }
  }

  /// Forgets what the record says has ended. Called for every record of the log, and on the node
  /// that made the change right after its commit.
  public void heard(LogRecord record) {
    if (record.type().equals(SessionEvent.REVOKED)) {
      forgetSession(record.payload().path("session_id").asLong());
      forgetBot(record.payload().path("bot_id").asLong());
    }
  }

  void changedHere(@Observes(during = TransactionPhase.AFTER_SUCCESS) Announced announced) {
    announced.record().ifPresent(this::heard);
  }

  void forgetSession(long id) {
    sessions.forget(id);
  }

  void forgetBot(long botId) {
    bots.forget(botId);
  }

  void forgetAll() {
    sessions.forgetAll();
    bots.forgetAll();
  }

  private <V> Optional<V> trusted(
      Remembered<Long, V> memory, long id, Function<Long, Optional<V>> load) {
    var known = memory.peek(id);
    if (known.isPresent() && watch.vouches()) {
      return known;
    }
    try {
      return memory.reload(id, load);
    } catch (RuntimeException e) {
      if (known.isPresent() && Outage.of(e)) {
        return known;
      }
      throw e;
    }
  }
}
