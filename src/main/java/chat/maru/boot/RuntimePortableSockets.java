package chat.maru.boot;

import chat.maru.platform.http.PeerAddress;
import io.helidon.common.Weight;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.microprofile.tyrus.TyrusUpgradeProvider;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ProtocolConfigs;
import io.helidon.webserver.http1.spi.Http1UpgradeProvider;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.websocket.WsConfig;
import org.jspecify.annotations.Nullable;

/// The gateway's sockets through Jakarta WebSocket: opened as the provider does that this one comes
/// before. It is told their peer, of whom Jakarta WebSocket knows nothing, and helped to end them.
@Weight(1000)
public final class RuntimePortableSockets implements Http1UpgradeProvider<WsConfig> {
  @SuppressWarnings("deprecation") // meant for service loaders, as which this one stands in
  private final TyrusUpgradeProvider behind = new TyrusUpgradeProvider();

  @Override
  public String protocolType() {
    return behind.protocolType();
  }

  @Override
  public Class<WsConfig> protocolConfigType() {
    return behind.protocolConfigType();
  }

  @Override
  public Http1Upgrader create(WsConfig config, ProtocolConfigs configs) {
    return new Opening(behind.create(config, configs));
  }

  private record Opening(Http1Upgrader behind) implements Http1Upgrader {
    private static final HeaderName PEER = HeaderNames.create(PeerAddress.SOCKET_HEADER);

    @Override
    public String supportedProtocol() {
      return behind.supportedProtocol();
    }

    @Override
    public @Nullable ServerConnection upgrade(
        ConnectionContext connection, HttpPrologue prologue, WritableHeaders<?> headers) {
      headers.set(PEER, connection.remotePeer().host());
      return behind.upgrade(RuntimeClosing.of(connection), prologue, headers);
    }
  }
}
