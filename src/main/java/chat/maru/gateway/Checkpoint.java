package chat.maru.gateway;

import java.util.Optional;

/// How far a session had come: every record of the log below the position that is for it had a
/// number up to the sequence number, so a node that goes on behind that number reads from there.
record Checkpoint(int sequence, long position) {
  /// How far the session has come, so that another node can go on; empty while its client has not
  /// got all of the snapshot.
  ///
  /// @param delivered the node's position in the log, noted before
  static Optional<Checkpoint> of(Session session, long delivered) {
    return session.trail(delivered, 1).stream().findFirst();
  }
}
