package chat.maru.proof.proxy;

/// Seen from who connects.
public enum Direction {
  /// From who connected to whom it asked for.
  THERE,
  /// The answers.
  BACK
}
