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
    try {
      resume(connection, authenticator.authenticate(body.token()), body.sessionId(), body.seq());
    } catch (ApiException _) {
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
