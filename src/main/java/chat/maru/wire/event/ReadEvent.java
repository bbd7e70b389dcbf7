package chat.maru.wire.event;

/// How far a user has read, told to the user's own sessions.
public sealed interface ReadEvent extends Dispatch {

  /// The user has read a channel up to a message.
  record Ack(Cursor body) implements ReadEvent {
    @Override
    public String type() {
      return "MESSAGE_ACK";
    }
  }

  /// Up to where.
  ///
  /// @param mentionCount how often the user is mentioned after it, 100 for more too
  record Cursor(long channelId, long messageId, int mentionCount) {}
}
