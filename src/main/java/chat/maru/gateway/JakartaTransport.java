package chat.maru.gateway;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// Writes through Jakarta WebSocket, which every runtime has: text goes in as text, one frame at a
/// time. Concurrent sends throw or are lost on Open Liberty.
record JakartaTransport(Session socket) implements Transport {
  @Override
  public int burst() {
    return 0;
  }

  @Override
  public void write(List<Outgoing> frames) throws IOException {
    for (var frame : frames) {
      if (frame.isText()) {
        socket.getBasicRemote().sendText(frame.text());
      } else {
        socket.getBasicRemote().sendBinary(ByteBuffer.wrap(frame.bytes()));
      }
    }
  }

  @Override
  public void close(int code, String reason) throws IOException {
    socket.close(new CloseReason(CloseCodes.getCloseCode(code), reason));
  }
}
