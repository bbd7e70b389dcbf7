package chat.maru.kernel;

import java.lang.System.Logger.Level;

/// Faults that a test plants in a running server, to prove that what should find them does
/// (`docs/proof/planted-faults.md`, ADR 0029). One is chosen by the system property
/// `maru.test.plant`, which no configuration file and no environment variable can give; each place
/// that asks costs one comparison with a constant.
///
/// The sentence of each says what the server does wrong. The invariant is the one that is broken.
public enum PlantedFault {
  /// I2: whether a key is taken is not asked; nothing but the table's own constraint is left.
  KEYS_NOT_LOOKED_UP,
  /// I1: the same key with other content is called a duplicate.
  OTHER_CONTENT_IS_DUPLICATE,
  /// I2: deleting a message frees its key, so that an event that comes again is stored again.
  TOMBSTONE_FREES_KEY,
  /// I1: the offset is committed before the batch is stored.
  OFFSET_COMMITTED_FIRST,
  /// I1: the persistor takes a batch that failed for one that is done.
  FAILURE_SWALLOWED,
  /// I1: the sender gets its ACK before the broker has confirmed.
  ACK_BEFORE_BROKER,
  /// I1: a dead letter's sender is not told.
  REFUSAL_SWALLOWED,
  /// I4: a batch of nothing but outcomes uses up a seq.
  OUTCOME_TAKES_SEQ,
  /// I9: the generator forgets the ids that it has made in this millisecond.
  IDS_MADE_TWICE,
  /// I9: every node takes the number 0.
  NODE_NUMBER_REUSED,
  /// LOG: a message is stored without its outbox row.
  OUTBOX_LEFT_OUT,
  /// I6: the outbox rows are committed before the messages, which may then fail to be.
  OUTBOX_APART,
  /// LOG: the relay goes by a cursor and not by the rows that are left: ids of different keys
  /// commit out of order.
  RELAY_BY_CURSOR,
  /// LOG: the relay deletes rows before the broker has confirmed them.
  RELAY_DELETES_FIRST,
  /// LOG: the relay publishes a batch from its end.
  RELAY_TURNS_ORDER,
  /// LOG: an edit does not lock the head of its channel, and so draws its outbox id too early.
  EDIT_WITHOUT_LOCK,
  /// I3: the reader of the log does not drop repeats.
  REPEAT_NOT_DROPPED,
  /// I3: RESUME replays from one event too late.
  RESUME_OFF_BY_ONE,
  /// I3: nothing is queued for a session without a connection.
  NOTHING_KEPT_FOR_THE_ABSENT,
  /// I3: a session that another node had goes on where this node is, not where it was.
  TAKEOVER_FROM_HERE,
  /// I3: what happens while the snapshot is read is not delivered.
  SNAPSHOT_WITHOUT_CATCH_UP,
  /// I5: the queue of a session gives the last event first.
  LAST_EVENT_FIRST,
  /// I7: who sees a channel is remembered for ever.
  STALE_SIGHT,
  /// I7: what was queued before a revocation stays queued.
  HIDDEN_STAYS_QUEUED,
  /// I7: every session hears everything.
  AUDIENCE_LEFT_OUT,
  /// I8: the read cursor stands where the last call put it.
  READ_CURSOR_FALLS,
  /// I10: `after` brings the anchor itself again.
  CURSOR_OFF_BY_ONE,
  /// I10: `before` goes by the millisecond of the anchor, and skips what else was stored in it.
  CURSOR_BY_TIME,
  /// Everybody may do everything: for the authorisation matrix; no journal shows it.
  GATE_LEFT_OUT;

  private static final String CHOSEN = System.getProperty("maru.test.plant", "");

  static {
    if (!CHOSEN.isEmpty()) {
      System.getLogger(PlantedFault.class.getName())
          .log(Level.WARNING, "event=test.planted fault={0}", valueOf(CHOSEN));
    }
  }

  /// Whether a test has asked for it.
  public boolean isPlanted() {
    return CHOSEN.equals(name());
  }
}
