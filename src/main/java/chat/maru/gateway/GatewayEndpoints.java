package chat.maru.gateway;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/// Where the gateway is found: client libraries look at `/`, people at `/gateway` and `/realtime`.
/// An endpoint has one path, and Helidon tells `/gateway` from `/gateway/`, so there are five.
public final class GatewayEndpoints {
  private GatewayEndpoints() {}

  @ServerEndpoint(value = "/", configurator = Handshakes.class)
  public static class AtRoot {
    @OnOpen
    public void open(Session socket) throws IOException {
      Sockets.open(socket);
    }

    @OnClose
    public void closed(Session socket, CloseReason reason) {
      Sockets.closed(socket, reason);
    }

    @OnError
    public void failed(Session socket, Throwable failure) {
      Sockets.failed(socket, failure);
    }
  }

  @ServerEndpoint(value = "/gateway", configurator = Handshakes.class)
  public static class AtGateway {
    @OnOpen
    public void open(Session socket) throws IOException {
      Sockets.open(socket);
    }

    @OnClose
    public void closed(Session socket, CloseReason reason) {
      Sockets.closed(socket, reason);
    }

    @OnError
    public void failed(Session socket, Throwable failure) {
      Sockets.failed(socket, failure);
    }
  }

  @ServerEndpoint(value = "/gateway/", configurator = Handshakes.class)
  public static class AtGatewaySlash {
    @OnOpen
    public void open(Session socket) throws IOException {
      Sockets.open(socket);
    }

    @OnClose
    public void closed(Session socket, CloseReason reason) {
      Sockets.closed(socket, reason);
    }

    @OnError
    public void failed(Session socket, Throwable failure) {
      Sockets.failed(socket, failure);
    }
  }

  @ServerEndpoint(value = "/realtime", configurator = Handshakes.class)
  public static class AtRealtime {
    @OnOpen
    public void open(Session socket) throws IOException {
      Sockets.open(socket);
    }

    @OnClose
    public void closed(Session socket, CloseReason reason) {
      Sockets.closed(socket, reason);
    }

    @OnError
    public void failed(Session socket, Throwable failure) {
      Sockets.failed(socket, failure);
    }
  }

  @ServerEndpoint(value = "/realtime/", configurator = Handshakes.class)
  public static class AtRealtimeSlash {
    @OnOpen
    public void open(Session socket) throws IOException {
      Sockets.open(socket);
    }

    @OnClose
    public void closed(Session socket, CloseReason reason) {
      Sockets.closed(socket, reason);
    }

    @OnError
    public void failed(Session socket, Throwable failure) {
      Sockets.failed(socket, failure);
    }
  }
}
