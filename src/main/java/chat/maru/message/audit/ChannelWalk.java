package chat.maru.message.audit;

import chat.maru.message.audit.SeqWalk.Head;
import chat.maru.message.audit.SeqWalk.Step;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Looks into a few channels at a bounded cost, whatever their length: the latest rows, and as many
/// from where it had come to. A walk that has reached the end begins again.
final class ChannelWalk {
  private final AuditTables tables;
  private final AuditConfig.Bounds bounds;
  private final Consumer<Finding> findings;
  private final Map<Long, Integer> moved = new HashMap<>();
  private int channels;
  private long messages;
  private long walkedTo;

  /// From which place on channels are to be walked.
  interface Marks {
    Map<Long, Integer> of(Collection<Long> channelIds);
  }

  ChannelWalk(AuditTables tables, AuditConfig.Bounds bounds, Consumer<Finding> findings) {
    this.tables = tables;
    this.bounds = bounds;
    this.findings = findings;
  }

  /// @param recent channels that had messages lately, the latest first
  void run(List<Long> recent, long from, Marks marks) throws SQLException {
    var quarter = Math.max(1, bounds.channels() / 4);
    var lately = recent.subList(0, Math.min(recent.size(), bounds.channels() - quarter));
    var inTurn = tables.heads(from, bounds.channels() - lately.size());
    walkedTo = inTurn.isEmpty() ? 0 : inTurn.getLast().channelId();
    var chosen = new ArrayList<>(lately);
    inTurn.stream().map(Head::channelId).filter(id -> !lately.contains(id)).forEach(chosen::add);
    var places = marks.of(chosen);
    for (var channelId : chosen) {
      tables.atOneMoment(() -> look(channelId, places.getOrDefault(channelId, 1)));
    }
  }

  private boolean look(long channelId, int mark) throws SQLException {
    for (var head : tables.heads(List.of(channelId))) {
      channels++;
      var latest = tables.latest(channelId, bounds.window());
      var whole = latest.size() < bounds.window();
      walk(head, latest, whole ? 1 : latest.getFirst().seq());
      SeqWalk.check(head, latest.isEmpty() ? new Step(0, 0, false) : latest.getLast(), findings);
      if (!whole) {
        onward(head, mark);
      }
    }
    return true;
  }

  /// Begins and ends at rows that are there, so that a gap is within one stretch and not cut in
  /// two.
  private void onward(Head head, int mark) throws SQLException {
    var stretch = tables.from(head.channelId(), mark, bounds.window());
    if (stretch.size() < bounds.window()) {
      moved.put(head.channelId(), 1);
      return; // the latest rows were looked at
    }
    var walk = new SeqWalk(head.channelId(), mark, findings);
    stretch.forEach(walk::take);
    messages += walk.rows();
    moved.put(head.channelId(), stretch.getLast().seq());
  }

  private void walk(Head head, List<Step> rows, int fromSeq) {
    var walk = new SeqWalk(head.channelId(), fromSeq, findings);
    rows.forEach(walk::take);
    walk.end(head.lastSeq());
    messages += walk.rows();
  }

  int channels() {
    return channels;
  }

  long messages() {
    return messages;
  }

  long walkedTo() {
    return walkedTo;
  }

  Map<Long, Integer> moved() {
    return Map.copyOf(moved);
  }
}
