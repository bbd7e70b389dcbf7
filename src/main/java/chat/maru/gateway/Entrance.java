package chat.maru.gateway;

import chat.maru.gateway.frame.CloseCode;
import chat.maru.gateway.frame.Transport;
import chat.maru.platform.http.PeerAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where sockets come in, whatever opened them.
@ApplicationScoped
public class Entrance {
  /// Above what any frame may have, so that it is this server that refuses, with the protocol's
  /// code.
  public static final int MAX_FRAME = 128 * 1024;

  @Inject GatewayConfig config;
  @Inject PeerAddress addresses;
  @Inject Connections connections;
  @Inject Receiver receiver;

  /// What the request said that opened a socket.
  ///
  /// @param url the `ws` or `wss` address as the client wrote it
  /// @param peer where the socket comes from; empty where the runtime does not tell
  /// @param forwarded the `X-Forwarded-For` headers in their order
  public record Asked(
      Map<String, List<String>> query, String url, String peer, List<String> forwarded) {}

  /// Takes a socket in.
  ///
  /// @return empty for one that asked for what this server does not speak: it was closed
  public Optional<Connection> opened(Asked asked, Transport transport) throws IOException {
    var refusal = Handshake.refusal(asked.query());
    if (refusal.isPresent() || !config.isGateway()) {
      var code = refusal.orElse(CloseCode.UNKNOWN_ERROR);
      transport.close(code.code(), code.reason());
      return Optional.empty();
    }
    var handshake =
        Handshake.of(
            asked.query(), config.url(asked.url()), addresses.of(asked.peer(), asked.forwarded()));
    return Optional.of(connections.opened(handshake, transport));
  }

  /// A text frame came; to be called by one thread at a time for a connection.
  public void received(Connection connection, String text) {
    receiver.received(connection, text);
  }

  /// A binary frame came, which the protocol's JSON has none of.
  public void receivedBinary(Connection connection) {
    connection.close(CloseCode.DECODE_ERROR);
  }

  /// The socket is gone.
  ///
  /// @param code of the close frame; 1006 if there was none
  public void closed(Connection connection, int code) {
    connections.closed(connection, code);
  }

  /// The address as the client wrote it.
  ///
  /// @param scheme of the request, or what a proxy says it was
  public static String address(String scheme, String host) {
    return (scheme.startsWith("https") || scheme.equals("wss") ? "wss://" : "ws://") + host;
  }
}
