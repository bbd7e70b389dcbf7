package chat.maru.proof.check;

import chat.maru.proof.check.Evidence.Head;
import chat.maru.proof.check.Evidence.ReadState;
import chat.maru.proof.journal.Entry;
import chat.maru.proof.journal.Entry.CursorAsked;
import chat.maru.proof.journal.Entry.CursorSeen;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;

/// I8: what a client is told of its cursor never falls, and in the end the cursor stands where the
/// furthest successful call moved it, though not beyond the channel's last message.
final class CursorLaw implements Law {
  private record Sight(String user, String channel) {}

  @Override
  public void check(Facts facts, Findings findings) {
    facts.evidence().journals().forEach(it -> checkSeen(findings, it));
    var states =
        facts.evidence().readStates().stream()
            .collect(
                Collectors.toMap(
                    it -> new Sight(Long.toString(it.user()), Long.toString(it.channel())),
                    ReadState::lastRead));
    facts
        .entries(CursorAsked.class)
        .forEach(
            it -> {
              var last = facts.head(Facts.id(it.channel())).map(Head::lastId).orElse(0L);
              var wanted = Math.min(Facts.id(it.id()), last);
              var stands = states.getOrDefault(new Sight(it.user(), it.channel()), 0L);
              if (stands < wanted) {
                findings.add(
                    Invariant.I8,
                    it.channel(),
                    "user %s moved its cursor to %d, and it stands at %d",
                    it.user(),
                    wanted,
                    stands);
              }
            });
  }

  private static void checkSeen(Findings findings, List<Entry> journal) {
    var last = new HashMap<Sight, Long>();
    for (var entry : journal) {
      if (entry instanceof CursorSeen it) {
        var id = Facts.id(it.id());
        var before = last.merge(new Sight(it.user(), it.channel()), id, Math::max);
        if (id < before) {
          findings.add(
              Invariant.I8, it.channel(), "user %s was told %d after %d", it.user(), id, before);
        }
      }
    }
  }
}
