package chat.maru.gateway;

/// What became of an attempt to resume.
public enum Resumed {
  RESUMED,
  /// The session is gone, or what was missed is not held any more.
  UNKNOWN,
  /// The client names a sequence number that it was never sent.
  FUTURE
}
