package chat.maru.gateway.frame;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// Writes through Jakarta WebSocket, which every runtime has: text goes in as text, one frame after
/// the other, since concurrent sends throw or are lost on Open Liberty.
public record JakartaTransport(Session socket) implements Transport {
  @Override
  public void write(List<Outgoing> frames) throws IOException {
    if (frames.size() == 1) {
      send(frames.getFirst());
    } else {
      Cork.during(
          () -> {
            for (var frame : frames) {
              send(frame);
            }
          });
    }
  }

  private void send(Outgoing frame) throws IOException {
    if (frame.isText()) {
      socket.getBasicRemote().sendText(frame.text());
    } else {
      socket.getBasicRemote().sendBinary(ByteBuffer.wrap(frame.bytes()));
    }
  }

  @Override
  public void close(int code, String reason) throws IOException {
    socket.close(new CloseReason(CloseCodes.getCloseCode(code), reason));
  }
}
