package chat.maru.gateway;

import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/// Notes under which address the client reached the server, which the socket itself does not tell.
/// The properties of a handshake are those of one connection (Jakarta WebSocket 2.1, section
/// 3.1.4).
public class Handshakes extends ServerEndpointConfig.Configurator {
  private static final String ADDRESS = "maru.address";

  @Override
  public void modifyHandshake(
      ServerEndpointConfig endpoint, HandshakeRequest request, HandshakeResponse response) {
    var secure =
        first(request, "X-Forwarded-Proto", request.getRequestURI().getScheme()).startsWith("https")
            || "wss".equals(request.getRequestURI().getScheme());
    endpoint
        .getUserProperties()
        .put(ADDRESS, (secure ? "wss://" : "ws://") + first(request, "Host", "localhost"));
  }

  /// The `ws` or `wss` address as the client wrote it.
  static String address(Session socket) {
    return (String) socket.getUserProperties().getOrDefault(ADDRESS, "ws://localhost");
  }

  private static String first(HandshakeRequest request, String header, String otherwise) {
    var values = request.getHeaders().getOrDefault(header, List.of());
    return values.isEmpty() ? String.valueOf(otherwise) : values.getFirst();
  }
}
