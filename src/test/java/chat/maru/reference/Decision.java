package chat.maru.reference;

import java.util.Optional;

/// What the server answered to a message.
///
/// @param code the error's code; 0 for none
/// @param id of the stored message, or of the first one of the same key, where the answer has it
public record Decision(Status status, int code, Optional<String> id, Optional<Integer> seq) {

  /// What an answer means.
  public enum Status {
    /// The log has it. It will be stored, found to be a duplicate or refused to this sender.
    ACCEPTED,
    /// It is stored, with this id and seq.
    STORED,
    /// An earlier message has the key: that one's id and seq are the answer.
    DUPLICATE,
    /// It was refused, and the same message will be refused again.
    REFUSED,
    /// Nothing is known: it is to be sent again with the same key.
    UNDECIDED
  }

  /// A connection that broke, a timeout or a refusal that says to come again.
  static Decision undecided(int code) {
    return new Decision(Status.UNDECIDED, code, Optional.empty(), Optional.empty());
  }

  /// Whether the sender may forget the message's content.
  public boolean isFinal() {
    return status != Status.UNDECIDED;
  }
}
