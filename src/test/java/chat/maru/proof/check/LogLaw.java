package chat.maru.proof.check;

import chat.maru.proof.check.Evidence.Logged;
import chat.maru.proof.check.Evidence.StoredMessage;
import chat.maru.proof.check.Evidence.Told;
import chat.maru.proof.check.Facts.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the ordered log promises its readers: outbox ids rise within a key, but for repeats of what
/// lies there already; every row has its create there once, edits and deletes come behind it, and
/// the last that is told of a message is what its row says. Nothing waits in the outbox.
final class LogLaw implements Law {
  @Override
  public void check(Facts facts, Findings findings) {
    checkOrder(facts, findings);
    checkMessages(facts, findings);
    for (var row : facts.evidence().outbox()) {
      findings.add(Invariant.LOG, row.key(), "row %d of the outbox was never published", row.id());
    }
  }

  /// A reader takes a record that came behind a later one of its key for a repeat, and drops it.
  private static void checkOrder(Facts facts, Findings findings) {
    var seen = new HashMap<Long, Set<Long>>();
    var highest = new HashMap<Long, Long>();
    for (var record : facts.evidence().log()) {
      var id = record.outboxId();
      var isNew = seen.computeIfAbsent(record.key(), _ -> new HashSet<>()).add(id);
      if (!isNew) {
        findings.count("repeats on the log", 1);
      } else if (id < highest.getOrDefault(record.key(), 0L)) {
        findings.add(
            Invariant.LOG,
            record.key(),
            "%s with outbox id %d lies at %d behind id %d",
            record.type(),
            id,
            record.offset(),
            highest.getOrDefault(record.key(), 0L));
      }
      highest.merge(record.key(), id, Math::max);
    }
  }

  private static void checkMessages(Facts facts, Findings findings) {
    var creates = new HashMap<Place, Integer>();
    var last = new HashMap<Place, String>();
    for (var record : facts.read()) {
      record.message().ifPresent(it -> follow(findings, record, it, creates, last));
    }
    for (var row : facts.evidence().messages()) {
      var place = new Place(row.channel(), row.id());
      var count = creates.getOrDefault(place, 0);
      if (count != 1) {
        findings.add(
            Invariant.LOG,
            row.channel(),
            "%d seq %d has %d creates on the log",
            row.id(),
            row.seq(),
            count);
      } else {
        checkLast(findings, row, Optional.ofNullable(last.get(place)));
      }
    }
  }

  private static void follow(
      Findings findings,
      Logged record,
      Told told,
      Map<Place, Integer> creates,
      Map<Place, String> last) {
    var place = new Place(told.channel(), told.id());
    if (record.type().equals(Screen.CREATE)) {
      creates.merge(place, 1, Integer::sum);
    } else if (!creates.containsKey(place)) {
      findings.add(
          Invariant.LOG,
          told.channel(),
          "%s of %d lies at %d ahead of its create",
          record.type(),
          told.id(),
          record.offset());
    }
    told.content().ifPresent(it -> last.put(place, it));
  }

  private static void checkLast(Findings findings, StoredMessage row, Optional<String> last) {
    if (!row.deleted() && last.filter(it -> !it.equals(row.content())).isPresent()) {
      findings.add(
          Invariant.LOG,
          row.channel(),
          "the log ends with another content of %d than its row",
          row.id());
    }
  }
}
