package chat.maru.gateway.frame;

import java.io.IOException;
import java.util.List;

/// The way of frames to one socket, as the runtime has it: portable ([JakartaTransport]), or the
/// runtime's own (ADR 0026). Used by one writer at a time; closed by anybody.
public interface Transport {
  /// Hands frames to the socket in their order. Blocks until they are in the kernel's hands.
  void write(List<Outgoing> frames) throws IOException;

  /// Sends a close frame, waiting for what is being written.
  void close(int code, String reason) throws IOException;
}
