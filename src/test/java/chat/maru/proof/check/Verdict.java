package chat.maru.proof.check;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// What the checker decided.
///
/// @param counts how much was looked at, so that an empty run is not taken for a clean one
public record Verdict(List<Violation> violations, SortedMap<String, Long> counts) {
  private static final int SHOWN = 10;

  public boolean isClean() {
    return violations.isEmpty();
  }

  /// The promises that were broken.
  public Set<Invariant> broken() {
    return violations.stream()
        .map(Violation::invariant)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Invariant.class)));
  }

  /// A text for people: the counts, then each broken promise with its first violations.
  public String report() {
    var text = new StringBuilder();
    counts.forEach((what, count) -> text.append("%,12d %s%n".formatted(count, what)));
    for (var invariant : Invariant.values()) {
      var found = violations.stream().filter(it -> it.invariant() == invariant).toList();
      text.append("%-4s %s: %s%n".formatted(invariant, invariant.text(), outcome(found)));
      found.stream().limit(SHOWN).forEach(it -> text.append("     ").append(it).append('\n'));
      if (found.size() > SHOWN) {
        text.append("     and %d more%n".formatted(found.size() - SHOWN));
      }
    }
    return text.toString();
  }

  private static String outcome(List<Violation> found) {
    return found.isEmpty() ? "holds" : "BROKEN " + found.size() + " times";
  }
}
