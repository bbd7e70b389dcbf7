package chat.maru.message;

import chat.maru.access.Grant;
import chat.maru.wire.CreateMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Remembers for a short while which calls without a key of their own ended undecided, so that what
/// client libraries repeat by themselves after a 503 becomes one message (design section 2).
@ApplicationScoped
class PendingMarkers {

  /// The marker of one call.
  ///
  /// @param key the idempotency key that the call must use; empty for a fresh one
  record Marker(Optional<String> key) {
    /// The call was answered: a later equal call is another message.
    void close() {}

    /// The call ended without a decision: the next equal call takes this key.
    void leaveUndecided(String key) {}
  }

  Marker open(Grant grant, CreateMessage body) {
    return new Marker(Optional.ofNullable(body.clientMsgId()));
  }
}
