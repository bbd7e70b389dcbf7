package chat.maru.matrix.event;

import java.util.Set;

/// One event: what causes it, who gets it, and which fields its `d` may have.
///
/// @param audience whether the audience of a record decides who gets it; else the session's own
///     state does, as for READY
record EventRow(
    String type, Cause cause, Set<Listener> gets, Set<String> fields, boolean audience) {

  /// Prepares what is needed and returns what then causes the event. Everything that the
  /// preparation tells is heard before.
  interface Cause {
    Runnable in(Stage stage);
  }

  /// @param fields names with spaces between
  static EventRow event(String type, Set<Listener> gets, String fields, Cause cause) {
    return new EventRow(type, cause, gets, Set.of(fields.split(" ")), true);
  }

  /// An event that the gateway makes for a session from what that session is.
  static EventRow composed(String type, Set<Listener> gets, String fields, Cause cause) {
    return new EventRow(type, cause, gets, Set.of(fields.split(" ")), false);
  }

  @Override
  public String toString() {
    return type;
  }
}
