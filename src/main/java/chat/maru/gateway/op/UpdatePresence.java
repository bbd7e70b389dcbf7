package chat.maru.gateway.op;

import chat.maru.gateway.Appearances;
import chat.maru.gateway.Connection;
import chat.maru.gateway.frame.CloseCode;
import chat.maru.presence.Presence;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Op 3: what the user wants to be seen as.
@ApplicationScoped
class UpdatePresence {
  private static final int MAX_ACTIVITIES = 10;

  @Inject Appearances appearances;

  void run(Connection connection, Frame.UpdatePresence body) {
    var presence = presence(body);
    if (presence.isEmpty()) {
      connection.close(CloseCode.DECODE_ERROR);
      return;
    }
    appearances.appear(Objects.requireNonNull(connection.session()), presence.get());
  }

  /// Reads a presence; empty if the status is none of the protocol's or an activity is no object.
  static Optional<Presence> presence(Frame.UpdatePresence body) {
    var activities = body.activities() == null ? List.<JsonNode>of() : body.activities();
    if (activities.size() > MAX_ACTIVITIES
        || !activities.stream().allMatch(ObjectNode.class::isInstance)) {
      return Optional.empty();
    }
    return Presence.of(body.status() == null ? "online" : body.status(), activities);
  }
}
