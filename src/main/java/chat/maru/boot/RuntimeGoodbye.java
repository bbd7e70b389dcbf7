package chat.maru.boot;

import io.helidon.common.socket.HelidonSocket;
import java.time.Duration;

/// The end of a connection behind the server's close frame: a client that has not ended it after a
/// while is cut.
final class RuntimeGoodbye {
  /// How long a client may take to answer a close frame.
  static final Duration TIME = Duration.ofSeconds(2);

  private RuntimeGoodbye() {}

  /// Closes the socket when the time is up. Returns at once. Not by the container's threads: a node
  /// that ends closes its sockets when there are none.
  static void await(HelidonSocket socket) {
    var _ = Thread.ofVirtual().name("gateway-goodbye").start(() -> closeLater(socket));
  }

  private static void closeLater(HelidonSocket socket) {
    try {
      Thread.sleep(TIME);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    socket.close();
  }
}
