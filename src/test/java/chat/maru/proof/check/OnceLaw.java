package chat.maru.proof.check;

import chat.maru.proof.journal.Entry.Opened;
import chat.maru.proof.journal.Entry.Shown;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// I3 and I5, session by session: each create once, and seq rising strictly within a channel.
///
/// When a session goes on after a crash of its node ([Screen#isInexact]), the last moments may come
/// again: the same ids with the same seq, shown at most ten seconds before the socket ended, in
/// order, and ahead of anything new in their channel.
final class OnceLaw implements Law {
  private static final long LAST_MOMENTS_MICROS = 10_000_000;

  @Override
  public void check(Facts facts, Findings findings) {
    findings.count("sessions", facts.screens().size());
    facts.screens().forEach(screen -> new Reading(facts, findings).read(screen));
  }

  /// One session, read from its beginning.
  private static final class Reading {
    private final Facts facts;
    private final Findings findings;
    private final Map<String, Shown> first = new HashMap<>();

    /// The highest seq of each channel, and the last one since the session was taken up again.
    private final Map<String, Integer> highest = new HashMap<>();

    private final Map<String, Integer> sinceOpened = new HashMap<>();

    /// The channels of which nothing new was shown since a crash.
    private final Set<String> moved = new HashSet<>();

    private @Nullable Opened opened;
    private boolean again;
    private long lastShownAt;
    private long brokeAt;

    Reading(Facts facts, Findings findings) {
      this.facts = facts;
      this.findings = findings;
    }

    void read(Screen screen) {
      for (var entry : screen.entries()) {
        switch (entry) {
          case Opened it -> open(it);
          case Shown it when it.type().equals(Screen.CREATE) -> show(it);
          default -> {}
        }
      }
    }

    /// A connection that breaks while the last moments come again is no end of them: what its node
    /// has not shown of them yet comes over the next one.
    private void open(Opened now) {
      var before = opened;
      opened = now;
      if (before != null && !Screen.isInexact(before, now, facts.disturbances())) {
        return;
      }
      again = before != null;
      brokeAt = lastShownAt;
      sinceOpened.clear();
      moved.clear();
    }

    private void show(Shown shown) {
      findings.count("creates shown", 1);
      var channel = shown.channel();
      var before = first.putIfAbsent(channel + "/" + shown.id(), shown);
      if (before != null) {
        repeat(before, shown);
      } else {
        if (shown.seq() <= highest.getOrDefault(channel, 0)) {
          say(Invariant.I5, shown, "after seq " + highest.get(channel));
        }
        moved.add(channel);
      }
      highest.merge(channel, shown.seq(), Math::max);
      sinceOpened.put(channel, shown.seq());
      lastShownAt = shown.at();
    }

    private void repeat(Shown before, Shown shown) {
      var channel = shown.channel();
      if (!again
          || moved.contains(channel)
          || shown.seq() <= sinceOpened.getOrDefault(channel, 0)
          || before.at() < brokeAt - LAST_MOMENTS_MICROS) {
        say(Invariant.I3, shown, "again");
      } else if (before.seq() != shown.seq()) {
        say(Invariant.I3, shown, "again, before with seq " + before.seq());
      } else {
        findings.count("creates shown again after a crash", 1);
      }
    }

    private void say(Invariant invariant, Shown shown, String how) {
      findings.add(
          invariant,
          shown.channel(),
          "session %s was shown %s seq %d (s %d) %s",
          shown.session(),
          shown.id(),
          shown.seq(),
          shown.s(),
          how);
    }
  }
}
