package chat.maru.gateway;

import chat.maru.gateway.Entrance.Asked;
import chat.maru.gateway.frame.JakartaTransport;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.function.IntConsumer;

/// What every endpoint does with its socket. Beans are looked up: injection into endpoints is not
/// portable.
final class Sockets {
  private static final String GOODBYE = "maru.goodbye";
  private static final System.Logger LOG = System.getLogger(Sockets.class.getName());

  private Sockets() {}

  static void open(Session socket) throws IOException {
    socket.setMaxTextMessageBufferSize(Entrance.MAX_FRAME);
    socket.setMaxBinaryMessageBufferSize(Entrance.MAX_FRAME);
    socket.setMaxIdleTimeout(0);
    var entrance = CDI.current().select(Entrance.class).get();
    var asked =
        new Asked(
            socket.getRequestParameterMap(),
            Handshakes.address(socket),
            Handshakes.peer(socket),
            Handshakes.forwarded(socket));
    var opened = entrance.opened(asked, new JakartaTransport(socket));
    if (opened.isEmpty()) {
      return;
    }
    var connection = opened.get();
    socket
        .getUserProperties()
        .put(GOODBYE, (IntConsumer) code -> entrance.closed(connection, code));
    socket.addMessageHandler(
        String.class, (MessageHandler.Whole<String>) text -> entrance.received(connection, text));
    socket.addMessageHandler(
        ByteBuffer.class,
        (MessageHandler.Whole<ByteBuffer>) _ -> entrance.receivedBinary(connection));
  }

  static void closed(Session socket, CloseReason reason) {
    closed(socket, reason.getCloseCode().getCode());
  }

  static void failed(Session socket, Throwable failure) {
    LOG.log(Level.DEBUG, "event=gateway.socket.failed", failure);
    closed(socket, CloseCodes.CLOSED_ABNORMALLY.getCode());
  }

  private static void closed(Session socket, int code) {
    if (socket.getUserProperties().get(GOODBYE) instanceof IntConsumer goodbye) {
      goodbye.accept(code);
    }
  }
}
