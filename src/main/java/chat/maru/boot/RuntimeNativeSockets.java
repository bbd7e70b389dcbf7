package chat.maru.boot;

import static java.nio.charset.StandardCharsets.US_ASCII;

import chat.maru.gateway.Entrance;
import chat.maru.gateway.Entrance.Asked;
import io.helidon.common.Weight;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ProtocolConfigs;
import io.helidon.webserver.http1.spi.Http1UpgradeProvider;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsUpgrader;
import jakarta.enterprise.inject.spi.CDI;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The gateway's sockets on Helidon's own web server, for the build profile `native-transport`
/// (ADR 0026). They are found where the portable endpoints are.
@Weight(1000)
public final class RuntimeNativeSockets implements Http1UpgradeProvider<WsConfig> {
  private static final Set<String> PATHS =
      Set.of("/", "/gateway", "/gateway/", "/realtime", "/realtime/");

  @Override
  public String protocolType() {
    return "websocket";
  }

  @Override
  public Class<WsConfig> protocolConfigType() {
    return WsConfig.class;
  }

  @Override
  public Http1Upgrader create(WsConfig config, ProtocolConfigs configs) {
    return new Opening(config);
  }

  private static final class Opening extends WsUpgrader {
    private static final HeaderName FORWARDED_PROTO = HeaderNames.create("X-Forwarded-Proto");

    private Opening(WsConfig config) {
      super(config);
    }

    @Override
    public @Nullable ServerConnection upgrade(
        ConnectionContext connection, HttpPrologue prologue, WritableHeaders<?> headers) {
      if (!PATHS.contains(prologue.uriPath().path()) || !headers.contains(WS_KEY)) {
        return null;
      }
      if (!headers.first(WS_VERSION).orElse(SUPPORTED_VERSION).equals(SUPPORTED_VERSION)) {
        throw refusal("Unsupported WebSocket Version").header(SUPPORTED_VERSION_HEADER).build();
      }
      var answer =
          SWITCHING_PROTOCOL_PREFIX + accept(connection, headers) + SWITCHING_PROTOCOLS_SUFFIX;
      connection.dataWriter().write(BufferData.create(answer.getBytes(US_ASCII)));
      return socket(connection, asked(connection, prologue, headers));
    }

    private static ServerConnection socket(ConnectionContext connection, Asked asked) {
      var entrance = CDI.current().select(Entrance.class).get();
      var transport = new RuntimeNativeTransport(connection);
      try {
        var opened = entrance.opened(asked, transport);
        return new RuntimeNativeSocket(connection, transport, entrance, opened);
      } catch (IOException e) {
        throw new CloseConnectionException("Refused, and not told", e);
      }
    }

    private String accept(ConnectionContext connection, WritableHeaders<?> headers) {
      try {
        return hash(connection, headers.get(WS_KEY).get());
      } catch (IllegalArgumentException _) { // no base 64
        throw refusal("Invalid Sec-WebSocket-Key header").build();
      }
    }

    private static RequestException.Builder refusal(String message) {
      return RequestException.builder().type(DirectHandler.EventType.BAD_REQUEST).message(message);
    }

    private static Asked asked(
        ConnectionContext connection, HttpPrologue prologue, WritableHeaders<?> headers) {
      var query = new HashMap<String, List<String>>();
      for (var name : prologue.query().names()) {
        query.put(name, prologue.query().all(name));
      }
      var scheme = connection.isSecure() ? "wss" : headers.first(FORWARDED_PROTO).orElse("http");
      return new Asked(
          query,
          Entrance.address(scheme, headers.first(HeaderNames.HOST).orElse("localhost")),
          connection.remotePeer().host(),
          headers.contains(HeaderNames.X_FORWARDED_FOR)
              ? headers.get(HeaderNames.X_FORWARDED_FOR).allValues()
              : List.of());
    }
  }
}
