package chat.maru.proof.check;

import chat.maru.proof.check.Evidence.Logged;
import chat.maru.proof.check.Evidence.StoredMessage;
import chat.maru.proof.check.Facts.Place;
import chat.maru.proof.journal.Entry.Shown;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// I6: whatever a session was shown of a message is a row with the same id, seq, author, and with
/// this content, now or before an edit. Of a deleted one, whose content is gone, the log has what
/// was told.
final class ShownLaw implements Law {
  private static final Set<String> WITH_CONTENT = Set.of(Screen.CREATE, "MESSAGE_UPDATE");

  @Override
  public void check(Facts facts, Findings findings) {
    var told = told(facts);
    facts
        .entries(Shown.class)
        .forEach(
            shown -> {
              var row = facts.message(Facts.id(shown.channel()), Facts.id(shown.id()));
              if (row.isEmpty()) {
                say(findings, shown, "which is not stored");
              } else if (WITH_CONTENT.contains(shown.type())) {
                checkBody(facts, findings, shown, row.get(), told);
              }
            });
  }

  private static Map<Place, Set<String>> told(Facts facts) {
    var told = new HashMap<Place, Set<String>>();
    facts.evidence().log().stream()
        .map(Logged::message)
        .flatMap(Optional::stream)
        .forEach(
            it ->
                it.content()
                    .ifPresent(
                        text ->
                            told.computeIfAbsent(
                                    new Place(it.channel(), it.id()), _ -> new HashSet<>())
                                .add(text)));
    return told;
  }

  private static void checkBody(
      Facts facts,
      Findings findings,
      Shown shown,
      StoredMessage row,
      Map<Place, Set<String>> told) {
    if (shown.type().equals(Screen.CREATE) && shown.seq() != row.seq()) {
      say(findings, shown, "which has seq " + row.seq());
    } else if (!shown.author().isEmpty() && Facts.id(shown.author()) != row.author()) {
      say(findings, shown, "which somebody else wrote");
    } else {
      var place = new Place(row.channel(), row.id());
      var texts =
          row.deleted() ? told.getOrDefault(place, Set.of()) : facts.texts(row.channel(), row.id());
      if (!texts.contains(shown.content())) {
        say(findings, shown, "with what it does not and did not say");
      }
    }
  }

  private static void say(Findings findings, Shown shown, String what) {
    findings.add(
        Invariant.I6,
        shown.channel(),
        "session %s was shown %s of %s seq %d, %s",
        shown.session(),
        shown.type(),
        shown.id(),
        shown.seq(),
        what);
  }
}
