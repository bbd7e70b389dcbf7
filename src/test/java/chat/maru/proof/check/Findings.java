package chat.maru.proof.check;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the laws have found so far.
final class Findings {
  private final List<Violation> violations = new ArrayList<>();
  private final SortedMap<String, Long> counts = new TreeMap<>();

  void add(Invariant invariant, long channel, String text, Object... with) {
    add(invariant, Long.toString(channel), text, with);
  }

  void add(Invariant invariant, String channel, String text, Object... with) {
    violations.add(new Violation(invariant, channel, text.formatted(with)));
  }

  void count(String what, long more) {
    counts.merge(what, more, Long::sum);
  }

  Verdict verdict() {
    return new Verdict(List.copyOf(violations), counts);
  }
}
