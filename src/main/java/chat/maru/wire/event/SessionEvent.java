package chat.maru.wire.event;

import java.util.Optional;

/// What happens to credentials. Told to the nodes, which close the sockets concerned; never sent to
/// a client.
public sealed interface SessionEvent extends Dispatch {
  /// The `t` of [Revoked].
  String REVOKED = "MARU_SESSION_REVOKED";

  /// A login session has ended, or the token of a bot has died.
  record Revoked(Credential body) implements SessionEvent {
    @Override
    public String type() {
      return REVOKED;
    }
  }

  /// What is no longer valid; one of the two is there.
  record Credential(Optional<Long> sessionId, Optional<Long> botId) {}

  static Revoked session(long id) {
    return new Revoked(new Credential(Optional.of(id), Optional.empty()));
  }

  static Revoked bot(long id) {
    return new Revoked(new Credential(Optional.empty(), Optional.of(id)));
  }
}
