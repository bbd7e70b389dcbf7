package chat.maru.gateway;

import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

@ServerEndpoint("/")
public class GatewayEndpoint {
  @OnOpen
  public void open(Session session) throws IOException {
    session.getBasicRemote().sendText("{\"op\":10}");
  }
}
