package chat.maru.message.audit;

import chat.maru.message.audit.Fault.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What the audit of this node has done and found since its start, for the metrics. A fault is
/// counted when it is seen first, each message that it concerns once.
@ApplicationScoped
public class AuditFigures {
  private final LongAdder rounds = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder messages = new LongAdder();
  private final LongAdder records = new LongAdder();
  private final LongAdder passedOver = new LongAdder();
  private final Map<Kind, LongAdder> found = new ConcurrentHashMap<>();

  void done(Round round) {
    rounds.increment();
    messages.add(round.messages());
    records.add(round.records());
    passedOver.add(round.passedOver());
  }

  void failed() {
    failures.increment();
  }

  void found(Finding finding) {
    found.computeIfAbsent(finding.fault().kind(), _ -> new LongAdder()).add(finding.count());
  }

  public long rounds() {
    return rounds.sum();
  }

  /// Rounds that database or broker ended.
  public long failures() {
    return failures.sum();
  }

  public long messages() {
    return messages.sum();
  }

  public long records() {
    return records.sum();
  }

  public long passedOver() {
    return passedOver.sum();
  }

  /// Messages that faults of this kind concern.
  public long found(Kind kind) {
    var count = found.get(kind);
    return count == null ? 0 : count.sum();
  }
}
