package chat.maru.message.audit;

/// Everything that can be found wrong. `docs/runbooks/audit-findings.md` says what to do about
/// each.
public enum Fault {
  /// Places below the channel's last one have no row, not even a tombstone.
  SEQ_MISSING(Kind.LOST),
  /// The log shows a message that the table does not have.
  NOT_IN_TABLE(Kind.LOST),
  /// A stored message was never published to the log, and does not wait for it.
  NOT_ON_LOG(Kind.LOST),
  /// An accepted message was neither stored nor refused, nor set aside.
  UNDECIDED(Kind.LOST),
  /// A message is there twice over, in two versions that are no edit of each other.
  DIFFERS(Kind.LOST),

  /// Two rows have one place.
  SEQ_TWICE(Kind.DOUBLED),
  /// Two rows have one idempotency key.
  KEY_TWICE(Kind.DOUBLED),
  /// One message was published by two outbox rows: every client was shown it twice.
  RECORD_TWICE(Kind.DOUBLED),

  /// Ids do not rise with the places of a channel.
  ID_ORDER(Kind.REORDERED),
  /// The log shows a channel's messages in another order than that of their places.
  LOG_ORDER(Kind.REORDERED),
  /// A channel's head does not stand at its last row: the next message gets a wrong place.
  HEAD_DIFFERS(Kind.REORDERED),

  /// A channel has messages and no head.
  NO_HEAD(Kind.UNSOUND),
  /// A deleted message still has its content.
  TOMBSTONE_FULL(Kind.UNSOUND),
  /// A read cursor lies behind the channel's last message.
  CURSOR_AHEAD(Kind.UNSOUND),
  /// A constraint that guards places or idempotency keys is not there.
  UNGUARDED(Kind.UNSOUND),
  /// The next outbox id would be below one that readers have seen: they would take news for
  /// repeats.
  OUTBOX_BEHIND(Kind.UNSOUND),
  /// The relay has noted a position behind the end of the log: the log was cut or made anew.
  RELAY_AHEAD(Kind.UNSOUND);

  private final Kind kind;

  Fault(Kind kind) {
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /// What a fault means to a person who reads messages.
  public enum Kind {
    /// A message that was promised is not there, for somebody.
    LOST,
    /// A message is there more than once.
    DOUBLED,
    /// Messages are not in the order in which they were stored.
    REORDERED,
    /// Nothing is wrong with what was said, and something that guards it is.
    UNSOUND
  }
}
