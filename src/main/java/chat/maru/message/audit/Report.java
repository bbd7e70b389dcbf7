package chat.maru.message.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an audit of everything looked at and what it found. Counts all findings and keeps the first
/// thousand.
public final class Report {
  private static final int KEPT = 1_000;

  private final Map<String, Long> checked = new LinkedHashMap<>();
  private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /// The report as it is written out.
  ///
  /// @param clean whether nothing was found
  /// @param checked how much of what was looked at
  /// @param counts how many messages each fault concerns
  /// @param notes what could not be compared, and why
  public record Written(
      boolean clean,
      Map<String, Long> checked,
      Map<Fault, Long> counts,
      @JsonProperty("findings") List<Finding> findings,
      List<String> notes) {}

  void found(Finding finding) {
    counts.merge(finding.fault(), (long) finding.count(), Long::sum);
    if (findings.size() < KEPT) {
      findings.add(finding);
    }
  }

  void checked(String what, long count) {
    checked.merge(what, count, Long::sum);
  }

  void note(String sentence) {
    notes.add(sentence);
  }

  public boolean clean() {
    return counts.isEmpty();
  }

  public Written written() {
    return new Written(
        clean(),
        new LinkedHashMap<>(checked),
        new LinkedHashMap<>(counts),
        List.copyOf(findings),
        List.copyOf(notes));
  }
}
