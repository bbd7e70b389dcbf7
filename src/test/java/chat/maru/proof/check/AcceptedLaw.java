package chat.maru.proof.check;

import chat.maru.proof.check.Evidence.Accepted;
import chat.maru.proof.check.Evidence.DeadLetter;
import chat.maru.proof.check.Evidence.Event;
import chat.maru.proof.check.Evidence.Head;
import chat.maru.proof.check.Evidence.Logged;
import chat.maru.proof.check.Evidence.Outcome;
import chat.maru.proof.check.Evidence.StoredMessage;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// I1, as the log of accepted messages sees it: every event has its decision. Stored under its own
/// id, or an outcome that names it; one that was set aside has both, the dead letter and the
/// outcome.
final class AcceptedLaw implements Law {
  @Override
  public void check(Facts facts, Findings findings) {
    var evidence = facts.evidence();
    var stored =
        evidence.messages().stream().map(StoredMessage::eventId).collect(Collectors.toSet());
    var told =
        facts.read().stream()
            .map(Logged::outcome)
            .flatMap(Optional::stream)
            .map(Outcome::eventId)
            .collect(Collectors.toSet());
    findings.count("events accepted", evidence.accepted().size());
    for (var accepted : evidence.accepted()) {
      if (accepted.event().isPresent()) {
        checkDecided(facts, findings, accepted.event().get(), stored, told);
      } else {
        checkSetAside(facts, findings, accepted);
      }
    }
  }

  private static void checkDecided(
      Facts facts, Findings findings, Event event, Set<String> stored, Set<String> told) {
    if (stored.contains(event.eventId())
        || told.contains(event.eventId())
        || isWithoutHead(facts, event)) {
      return;
    }
    var letters =
        facts.evidence().deadLetters().stream()
            .map(DeadLetter::event)
            .flatMap(Optional::stream)
            .anyMatch(it -> it.eventId().equals(event.eventId()));
    findings.add(
        Invariant.I1,
        event.channel(),
        letters
            ? "event %s with key %s was set aside and its sender not told"
            : "event %s with key %s was never decided",
        event.eventId(),
        event.key());
  }

  /// Nothing orders what could be told of a channel that is gone.
  private static boolean isWithoutHead(Facts facts, Event event) {
    return facts.head(event.channel()).map(Head::closed).orElse(true);
  }

  private static void checkSetAside(Facts facts, Findings findings, Accepted accepted) {
    var place = "-" + accepted.partition() + "@" + accepted.offset();
    if (facts.evidence().deadLetters().stream().noneMatch(it -> it.place().endsWith(place))) {
      findings.add(Invariant.I1, "", "the unreadable record %s was not set aside", place);
    }
  }
}
