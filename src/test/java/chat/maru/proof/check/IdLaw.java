package chat.maru.proof.check;

import chat.maru.proof.check.Evidence.Lease;
import chat.maru.proof.check.Evidence.StoredMessage;
import chat.maru.proof.journal.Entry.Answered;
import chat.maru.proof.journal.Entry.Shown;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// I9: an id names one message wherever it is met, in tables, on the log and in journals; it
/// carries the number of a node that leased one; within a channel ids rise with seq.
final class IdLaw implements Law {
  private static final int NODE_SHIFT = 12;
  private static final int NODE_MASK = 0x3ff;

  /// What an id was met as.
  private record Met(long channel, int seq, String where) {
    boolean isOther(Met other) {
      return channel != other.channel || seq != other.seq;
    }
  }

  @Override
  public void check(Facts facts, Findings findings) {
    var met = new HashMap<Long, Met>();
    for (var row : facts.evidence().messages()) {
      meet(findings, met, row.id(), new Met(row.channel(), row.seq(), "the table"));
    }
    for (var record : facts.read()) {
      record
          .message()
          .filter(it -> it.clientMsgId().isPresent())
          .ifPresent(
              it -> meet(findings, met, it.id(), new Met(it.channel(), it.seq(), "the log")));
    }
    facts
        .entries(Shown.class)
        .filter(it -> it.type().equals(Screen.CREATE))
        .forEach(
            it ->
                meet(
                    findings,
                    met,
                    Facts.id(it.id()),
                    new Met(Facts.id(it.channel()), it.seq(), "what was shown")));
    facts
        .entries(Answered.class)
        .filter(it -> it.id().isPresent() && it.seq().isPresent())
        .forEach(
            it ->
                meet(
                    findings,
                    met,
                    Facts.id(it.id().orElseThrow()),
                    new Met(Facts.id(it.channel()), it.seq().orElseThrow(), "an answer")));
    checkRows(facts, findings);
  }

  private static void meet(Findings findings, Map<Long, Met> met, long id, Met as) {
    var before = met.putIfAbsent(id, as);
    if (before != null && before.isOther(as)) {
      findings.add(
          Invariant.I9,
          as.channel(),
          "%d is seq %d here by %s, and seq %d of channel %d by %s",
          id,
          as.seq(),
          as.where(),
          before.seq(),
          before.channel(),
          before.where());
    }
  }

  private static void checkRows(Facts facts, Findings findings) {
    var leased = facts.evidence().leases().stream().map(Lease::node).collect(Collectors.toSet());
    facts
        .channels()
        .forEach(
            (channel, messages) -> {
              var last = 0L;
              for (StoredMessage message : messages) {
                if (message.id() <= last) {
                  findings.add(
                      Invariant.I9,
                      channel,
                      "%d with seq %d does not lie above %d",
                      message.id(),
                      message.seq(),
                      last);
                }
                last = message.id();
                var node = (int) (message.id() >> NODE_SHIFT) & NODE_MASK;
                if (!leased.contains(node)) {
                  findings.add(
                      Invariant.I9, channel, "%d is of node %d, which nobody leased", last, node);
                }
              }
            });
  }
}
