package chat.maru.proof.check;

import chat.maru.proof.check.Evidence.StoredMessage;
import chat.maru.proof.check.Facts.Key;
import chat.maru.proof.check.Facts.Place;
import java.util.HashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// I2: no two rows, tombstones included, and no two creates on the log have one key; no event is
/// stored twice.
final class KeyLaw implements Law {
  private record Event(long channel, String id) {}

  @Override
  public void check(Facts facts, Findings findings) {
    checkRows(facts, findings, "key", it -> new Key(it.channel(), it.author(), it.key()));
    checkRows(facts, findings, "event", it -> new Event(it.channel(), it.eventId()));
    checkLog(facts, findings);
  }

  private static void checkRows(
      Facts facts, Findings findings, String what, Function<StoredMessage, Object> by) {
    facts.evidence().messages().stream()
        .collect(Collectors.groupingBy(by))
        .forEach(
            (key, rows) -> {
              if (rows.size() > 1) {
                findings.add(
                    Invariant.I2,
                    rows.getFirst().channel(),
                    "%d rows have one %s: %s",
                    rows.size(),
                    what,
                    key);
              }
            });
  }

  private static void checkLog(Facts facts, Findings findings) {
    var first = new HashMap<Key, Place>();
    for (var record : facts.read()) {
      if (record.message().isEmpty() || record.message().get().clientMsgId().isEmpty()) {
        continue;
      }
      var told = record.message().get();
      var key = new Key(told.channel(), told.author(), told.clientMsgId().get());
      var place = new Place(told.channel(), told.id());
      var before = first.putIfAbsent(key, place);
      if (before != null && !before.equals(place)) {
        findings.add(
            Invariant.I2,
            told.channel(),
            "the log has key %s as %d and as %d",
            key.key(),
            before.id(),
            place.id());
      }
    }
  }
}
