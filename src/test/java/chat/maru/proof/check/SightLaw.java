package chat.maru.proof.check;

import chat.maru.proof.journal.Entry.Shown;
import chat.maru.proof.journal.Entry.SightChanged;
import java.util.Optional;

/// I7: from two seconds after a revocation was answered until the channel is given back, nothing of
/// it comes.
final class SightLaw implements Law {
  private static final long GRACE_MICROS = 2_000_000;

  @Override
  public void check(Facts facts, Findings findings) {
    facts
        .entries(Shown.class)
        .forEach(
            shown ->
                lastChange(facts, shown)
                    .filter(it -> !it.visible() && shown.at() > it.at() + GRACE_MICROS)
                    .ifPresent(
                        it ->
                            findings.add(
                                Invariant.I7,
                                shown.channel(),
                                "user %s was shown %s seq %d, %d ms after losing sight of it",
                                shown.user(),
                                shown.id(),
                                shown.seq(),
                                (shown.at() - it.at()) / 1000)));
  }

  private static Optional<SightChanged> lastChange(Facts facts, Shown shown) {
    return facts.sight(shown.user(), shown.channel()).stream()
        .filter(it -> it.at() <= shown.at())
        .reduce((_, later) -> later);
  }
}
