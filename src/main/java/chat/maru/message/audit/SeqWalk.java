package chat.maru.message.audit;

import java.util.function.Consumer;

/// Walks the rows of one channel in the order of their places: gapless, none twice, ids rising.
final class SeqWalk {
  private final long channelId;
  private final Consumer<Finding> findings;
  private int lastSeq;
  private long lastId;
  private long rows;

  /// A row's place, and whether it is a tombstone that was not emptied.
  record Step(long id, int seq, boolean fullTombstone) {}

  /// The head of a channel.
  record Head(long channelId, int lastSeq, long lastMessageId) {}

  /// @param fromSeq the first place to come
  SeqWalk(long channelId, int fromSeq, Consumer<Finding> findings) {
    this.channelId = channelId;
    this.findings = findings;
    this.lastSeq = fromSeq - 1;
  }

  void take(Step row) {
    rows++;
    if (row.seq() <= lastSeq) {
      findings.accept(Finding.of(Fault.SEQ_TWICE, channelId, row.id(), row.seq()));
    } else if (row.seq() > lastSeq + 1) {
      missing(lastSeq + 1, row.seq() - 1);
    }
    if (row.id() <= lastId) {
      findings.accept(Finding.of(Fault.ID_ORDER, channelId, row.id(), row.seq()));
    }
    if (row.fullTombstone()) {
      findings.accept(Finding.of(Fault.TOMBSTONE_FULL, channelId, row.id(), row.seq()));
    }
    lastSeq = Math.max(lastSeq, row.seq());
    lastId = Math.max(lastId, row.id());
  }

  /// Ends the walk at a place that must have been reached.
  void end(int untilSeq) {
    if (lastSeq < untilSeq) {
      missing(lastSeq + 1, untilSeq);
      lastSeq = untilSeq;
    }
  }

  long rows() {
    return rows;
  }

  private void missing(int first, int last) {
    findings.accept(Finding.range(Fault.SEQ_MISSING, channelId, first, last));
  }

  /// Holds a head against the last row of its channel. That rows are missing below it is for the
  /// walk to find.
  ///
  /// @param last the row with the highest place; one of place 0 where there is none
  static void check(Head head, Step last, Consumer<Finding> findings) {
    var behind = last.seq() > head.lastSeq();
    var other = last.seq() == head.lastSeq() && last.id() != head.lastMessageId();
    if (behind || other) {
      findings.accept(
          Finding.of(Fault.HEAD_DIFFERS, head.channelId(), last.id(), last.seq())
              .at("head at seq %d, message %d".formatted(head.lastSeq(), head.lastMessageId())));
    }
  }
}
