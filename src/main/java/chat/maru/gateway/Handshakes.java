package chat.maru.gateway;

import chat.maru.platform.http.PeerAddress;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/// Notes under which address the client reached the server, and from which, neither of which the
/// socket itself tells. The properties of a handshake are those of one connection (Jakarta
/// WebSocket 2.1, section 3.1.4).
public class Handshakes extends ServerEndpointConfig.Configurator {
  private static final String ADDRESS = "maru.address";
  private static final String PEER = "maru.peer";
  private static final String FORWARDED = "maru.forwarded";

  @Override
  public void modifyHandshake(
      ServerEndpointConfig endpoint, HandshakeRequest request, HandshakeResponse response) {
    var scheme = String.valueOf(request.getRequestURI().getScheme());
    endpoint
        .getUserProperties()
        .put(
            ADDRESS,
            Entrance.address(
                scheme.equals("wss") ? scheme : first(request, "X-Forwarded-Proto", scheme),
                first(request, "Host", "localhost")));
    endpoint.getUserProperties().put(PEER, first(request, PeerAddress.SOCKET_HEADER, ""));
    endpoint
        .getUserProperties()
        .put(
            FORWARDED,
            String.join(",", request.getHeaders().getOrDefault("X-Forwarded-For", List.of())));
  }

  /// The `ws` or `wss` address as the client wrote it.
  static String address(Session socket) {
    return (String) socket.getUserProperties().getOrDefault(ADDRESS, "ws://localhost");
  }

  /// Where the socket comes from; empty where the runtime does not tell.
  static String peer(Session socket) {
    return (String) socket.getUserProperties().getOrDefault(PEER, "");
  }

  /// What `X-Forwarded-For` said.
  static List<String> forwarded(Session socket) {
    var forwarded = (String) socket.getUserProperties().getOrDefault(FORWARDED, "");
    return forwarded.isEmpty() ? List.of() : List.of(forwarded);
  }

  private static String first(HandshakeRequest request, String header, String otherwise) {
    var values = request.getHeaders().getOrDefault(header, List.of());
    return values.isEmpty() ? otherwise : values.getFirst();
  }
}
