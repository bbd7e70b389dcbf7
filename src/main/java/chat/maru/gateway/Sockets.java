package chat.maru.gateway;

import chat.maru.platform.http.PeerAddress;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;

/// What every endpoint does with its socket. Beans are looked up: injection into endpoints is not
/// portable.
final class Sockets {
  /// Above what any frame may have, so that it is this server that refuses, with the protocol's
  /// code.
  private static final int MAX_FRAME = 128 * 1024;

  private static final String CONNECTION = "maru.connection";
  private static final System.Logger LOG = System.getLogger(Sockets.class.getName());

  private Sockets() {}

  static void open(Session socket) throws IOException {
    socket.setMaxTextMessageBufferSize(MAX_FRAME);
    socket.setMaxBinaryMessageBufferSize(MAX_FRAME);
    socket.setMaxIdleTimeout(0);
    var config = bean(GatewayConfig.class);
    var query = socket.getRequestParameterMap();
    var refusal = Handshake.refusal(query);
    if (refusal.isPresent() || !config.isGateway()) {
      var code = refusal.orElse(CloseCode.UNKNOWN_ERROR);
      socket.close(new CloseReason(CloseCodes.getCloseCode(code.code()), code.reason()));
      return;
    }
    var handshake =
        Handshake.of(
            query,
            config.url(Handshakes.address(socket)),
            Handshakes.peer(socket, bean(PeerAddress.class)));
    var receiver = bean(Receiver.class);
    var connection =
        bean(Connections.class).opened(handshake, new Transport(socket, handshake.zlibStream()));
    socket.getUserProperties().put(CONNECTION, connection);
    socket.addMessageHandler(
        String.class, (MessageHandler.Whole<String>) text -> receiver.received(connection, text));
    socket.addMessageHandler(
        ByteBuffer.class,
        (MessageHandler.Whole<ByteBuffer>) _ -> connection.close(CloseCode.DECODE_ERROR));
  }

  static void closed(Session socket, CloseReason reason) {
    closed(socket, reason.getCloseCode().getCode());
  }

  static void failed(Session socket, Throwable failure) {
    LOG.log(Level.DEBUG, "event=gateway.socket.failed", failure);
    closed(socket, CloseCodes.CLOSED_ABNORMALLY.getCode());
  }

  private static void closed(Session socket, int code) {
    if (socket.getUserProperties().get(CONNECTION) instanceof Connection connection) {
      bean(Connections.class).closed(connection, code);
    }
  }

  private static <T> T bean(Class<T> type) {
    return CDI.current().select(type).get();
  }
}
