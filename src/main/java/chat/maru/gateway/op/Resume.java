package chat.maru.gateway.op;

import chat.maru.auth.Actor;
import chat.maru.auth.Authenticator;
import chat.maru.gateway.Appearances;
import chat.maru.gateway.Connection;
import chat.maru.gateway.Connections;
import chat.maru.gateway.GatewayFigures;
import chat.maru.gateway.LogTail;
import chat.maru.gateway.Resumed;
import chat.maru.gateway.SessionHub;
import chat.maru.gateway.Sessions;
import chat.maru.gateway.Takeover;
import chat.maru.gateway.frame.CloseCode;
import chat.maru.gateway.frame.Control;
import chat.maru.kernel.ApiException;
import chat.maru.limit.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Op 6: goes on with a session of this node or of another where the client's last event was. When
/// thousands come back at once they wait for their turn: the database is not theirs alone.
@ApplicationScoped
class Resume {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int TURNS = 24;

  @Inject Authenticator authenticator;
  @Inject Sessions sessions;
  @Inject SessionHub hub;
  @Inject Takeover takeover;
  @Inject LogTail tail;
  @Inject Appearances appearances;
  @Inject GatewayFigures figures;
  @Inject ConnectBudget budget;
  @Inject Connections connections;

  private final Semaphore turns = new Semaphore(TURNS, true);

  /// Where the client's last event was.
  private record Behind(String sessionId, int sequence) {}

  void run(Connection connection, Frame.Resume body) throws InterruptedException {
    connection.identifying();
    var token = body.token();
    var sessionId = body.sessionId();
    if (connection.session() != null) {
      connection.close(CloseCode.ALREADY_AUTHENTICATED);
    } else if (connections.isShut()) {
      connection.sendAway();
    } else if (token == null || sessionId == null) {
      connection.close(CloseCode.DECODE_ERROR);
    } else if (!budget.mayTry(connection)) {
      connection.close(CloseCode.RATE_LIMITED);
    } else if (!tail.awaitCaughtUp(PATIENCE)
        || !turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      connection.close(CloseCode.UNKNOWN_ERROR);
    } else {
      try {
        resume(connection, token, new Behind(sessionId, body.seq()));
      } finally {
        turns.release();
      }
    }
  }

  private void resume(Connection connection, String token, Behind behind)
      throws InterruptedException {
    try {
      var actor = authenticator.authenticate(token);
      if (budget.spend(actor, Limit.RESUME)) {
        goOn(connection, actor, behind);
      } else {
        connection.close(CloseCode.RATE_LIMITED);
      }
    } catch (ApiException refusal) {
      budget.failed(connection, refusal);
      connection.close(CloseCode.AUTHENTICATION_FAILED);
    }
  }

  private void goOn(Connection connection, Actor actor, Behind behind) throws InterruptedException {
    var session =
        sessions.find(behind.sessionId()).filter(it -> it.actor().userId() == actor.userId());
    if (session.isEmpty()) {
      finish(connection, takeover.resume(connection, actor, behind.sessionId(), behind.sequence()));
      return;
    }
    connection.carry(session.get());
    finish(connection, hub.resume(session.get(), connection, actor, behind.sequence()));
  }

  private void finish(Connection connection, Resumed resumed) {
    switch (resumed) {
      case RESUMED -> {
        figures.resumedOne();
        connection.wake();
        connection.detachIfGone();
        appearances.back(Objects.requireNonNull(connection.session()));
      }
      case UNKNOWN -> refuse(connection);
      case FUTURE -> connection.close(CloseCode.INVALID_SEQ);
    }
  }

  /// The connection stays open for an IDENTIFY.
  private void refuse(Connection connection) {
    figures.invalidatedOne();
    connection.drop();
    connection.control(Control.invalidSession());
  }
}
