package chat.maru.gateway;

import chat.maru.event.Pulse;
import chat.maru.platform.http.Outage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// What waits for sockets while the relay is silent. Nobody tells the node then that a right is
/// gone, so what it decided when it queued an event does not count for long: whatever is handed to
/// a socket is decided anew, by what the database says (design, I7).
@ApplicationScoped
class Doubts {
  @Inject Pulse pulse;
  @Inject Audiences audiences;

  /// Whether the node knows by itself what its sessions may see.
  boolean none() {
    return pulse.vouches();
  }

  /// Takes out of the session's queue what its user may not see any more.
  ///
  /// @return whether that could be decided: false while the database does not answer
  boolean settle(Session session) {
    try {
      session.purge(event -> audiences.hidden(session, event));
      return true;
    } catch (RuntimeException e) {
      if (Outage.of(e)) {
        return false;
      }
      throw e;
    }
  }
}
