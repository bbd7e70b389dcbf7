package chat.maru.gateway.op;

import chat.maru.auth.Actor;
import chat.maru.auth.Authenticator;
import chat.maru.gateway.Appearances;
import chat.maru.gateway.CloseCode;
import chat.maru.gateway.Connection;
import chat.maru.gateway.Connections;
import chat.maru.gateway.Control;
import chat.maru.gateway.GatewayFigures;
import chat.maru.gateway.LogTail;
import chat.maru.gateway.Resumed;
import chat.maru.gateway.SessionHub;
import chat.maru.gateway.Sessions;
import chat.maru.gateway.Takeover;
import chat.maru.kernel.ApiException;
import chat.maru.limit.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;

/// Op 6: goes on with a session of this node or of another where the client's last event was.
@ApplicationScoped
class Resume {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject Authenticator authenticator;
  @Inject Sessions sessions;
  @Inject SessionHub hub;
  @Inject Takeover takeover;
  @Inject LogTail tail;
  @Inject Appearances appearances;
  @Inject GatewayFigures figures;
  @Inject ConnectBudget budget;
  @Inject Connections connections;

  void run(Connection connection, Frame.Resume body) throws InterruptedException {
    connection.identifying();
    if (connection.session() != null) {
      connection.close(CloseCode.ALREADY_AUTHENTICATED);
      return;
    }
    if (connections.isShut()) {
      connection.sendAway();
      return;
    }
    if (body.token() == null || body.sessionId() == null) {
      connection.close(CloseCode.DECODE_ERROR);
      return;
    }
    if (!budget.mayTry(connection)) {
      connection.close(CloseCode.RATE_LIMITED);
      return;
    }
    if (!tail.awaitCaughtUp(PATIENCE)) {
      connection.close(CloseCode.UNKNOWN_ERROR);
      return;
    }
    try {
      var actor = authenticator.authenticate(body.token());
      if (budget.spend(actor, Limit.RESUME)) {
        resume(connection, actor, body.sessionId(), body.seq());
      } else {
        connection.close(CloseCode.RATE_LIMITED);
      }
    } catch (ApiException refusal) {
      budget.failed(connection, refusal);
      connection.close(CloseCode.AUTHENTICATION_FAILED);
    }
  }

  private void resume(Connection connection, Actor actor, String sessionId, int seq)
      throws InterruptedException {
    var session =
        sessions.find(sessionId).filter(found -> found.actor().userId() == actor.userId());
    if (session.isEmpty()) {
      finish(connection, takeover.resume(connection, actor, sessionId, seq));
      return;
    }
    connection.carry(session.get());
    finish(connection, hub.resume(session.get(), connection, actor, seq));
  }

  private void finish(Connection connection, Resumed resumed) {
    switch (resumed) {
      case RESUMED -> {
        figures.resumedOne();
        connection.wake();
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
