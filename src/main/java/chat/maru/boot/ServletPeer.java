package chat.maru.boot;

import chat.maru.platform.http.PeerAddress;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;

/// On Open Liberty: tells where a request comes from. Helidon, which has no servlets, never loads
/// it.
@WebListener
public final class ServletPeer implements ServletRequestListener {
  @Override
  public void requestInitialized(ServletRequestEvent event) {
    var request = event.getServletRequest();
    request.setAttribute(PeerAddress.PROPERTY, request.getRemoteAddr());
  }
}
