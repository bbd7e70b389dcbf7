package chat.maru.gateway.op;

import chat.maru.access.Gate;
import chat.maru.gateway.Connection;
import chat.maru.gateway.frame.Control;
import chat.maru.kernel.ApiException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;

/// Op 1002: asks whether this session hears a room. A session hears every room and channel that its
/// user may see, so there is nothing to subscribe to; becoming a member is REST's `POST
/// /rooms/{id}/join`.
@ApplicationScoped
class JoinRoom {
  private static final int JOIN_ROOM = 1002;

  @Inject Gate gate;

  record Joined(long channelId, String status, Optional<Integer> code, Optional<String> message) {}

  void run(Connection connection, Frame.JoinRoom body) {
    var actor = Objects.requireNonNull(connection.session()).actor();
    Joined answer;
    try {
      gate.channel(actor, body.channelId());
      answer = new Joined(body.channelId(), "JOINED", Optional.empty(), Optional.empty());
    } catch (ApiException refusal) {
      answer =
          new Joined(
              body.channelId(),
              "REFUSED",
              Optional.of(refusal.problem().code()),
              Optional.of(refusal.problem().message()));
    }
    connection.control(Control.frame(JOIN_ROOM, answer));
  }
}
