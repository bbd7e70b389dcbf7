package chat.maru.gateway.op;

import chat.maru.auth.Actor;
import chat.maru.auth.Authenticator;
import chat.maru.gateway.Appearances;
import chat.maru.gateway.CloseCode;
import chat.maru.gateway.Connection;
import chat.maru.gateway.Control;
import chat.maru.gateway.GatewayFigures;
import chat.maru.gateway.SessionHub;
import chat.maru.gateway.Sessions;
import chat.maru.kernel.ApiException;
import chat.maru.limit.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// Op 6: goes on with a session of this node where the client's last event was.
@ApplicationScoped
class Resume {
  @Inject Authenticator authenticator;
  @Inject Sessions sessions;
  @Inject SessionHub hub;
  @Inject Appearances appearances;
  @Inject GatewayFigures figures;
  @Inject ConnectBudget budget;

  void run(Connection connection, Frame.Resume body) {
    connection.identifying();
    if (connection.session() != null) {
      connection.close(CloseCode.ALREADY_AUTHENTICATED);
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

  private void resume(Connection connection, Actor actor, String sessionId, int seq) {
    var session =
        sessions.find(sessionId).filter(found -> found.actor().userId() == actor.userId());
    if (session.isEmpty()) {
      refuse(connection);
      return;
    }
    connection.carry(session.get());
    switch (hub.resume(session.get(), connection, actor, seq)) {
      case RESUMED -> {
        figures.resumedOne();
        connection.wake();
        appearances.back(session.get());
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
