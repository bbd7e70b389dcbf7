package chat.maru.platform.stream;

/// A list was not published whole: the first [#confirmed] records are on the log, in order; what
/// comes after them may be there too only if it was on its way when the publisher was closed.
public final class PublishException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Why a list was not published whole.
  public enum Reason {
    /// The publisher was closed, or its thread interrupted.
    CLOSED,
    /// The first record not confirmed is larger than a record may be; nothing behind it was sent.
    TOO_LARGE,
    /// The broker refused a record for good.
    REFUSED
  }

  private final Reason reason;
  private final int confirmed;
  private final long lastOffset;

  PublishException(Reason reason, int confirmed, long lastOffset, Throwable cause) {
    super("published " + confirmed + " of the list, then " + reason, cause);
    this.reason = reason;
    this.confirmed = confirmed;
    this.lastOffset = lastOffset;
  }

  public Reason reason() {
    return reason;
  }

  /// How many records from the front the broker confirmed.
  public int confirmed() {
    return confirmed;
  }

  /// The offset of the last confirmed record, -1 if none was.
  public long lastOffset() {
    return lastOffset;
  }
}
