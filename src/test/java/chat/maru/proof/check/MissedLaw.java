package chat.maru.proof.check;

import chat.maru.proof.journal.Entry;
import chat.maru.proof.journal.Entry.Answered;
import chat.maru.proof.journal.Entry.Paged;
import chat.maru.proof.journal.Entry.Sent;
import chat.maru.proof.journal.Entry.Shown;
import chat.maru.proof.journal.Entry.SightChanged;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// I3, the other half: of a channel that a session could see all the time it misses nothing.
///
/// - It gets all from the first message that it was shown on, and all behind what READY or
///     GUILD_CREATE said of the channel: to the last one if it stayed to the end, else to the last
/// it was shown.
/// - Where a client had to begin anew and read history, its sessions and pages together have no
///     hole.
///
/// A channel counts if nobody ever took it from the user.
final class MissedLaw implements Law {
  @Override
  public void check(Facts facts, Findings findings) {
    var rest = rest(facts);
    facts.screens().forEach(screen -> checkSession(facts, findings, screen, rest));
    facts.evidence().journals().forEach(journal -> checkClient(facts, findings, journal));
  }

  /// When the last thing happened to anybody.
  private static long rest(Facts facts) {
    return facts.evidence().journals().stream()
        .flatMap(List::stream)
        .filter(it -> it instanceof Shown || it instanceof Sent || it instanceof Answered)
        .mapToLong(Entry::at)
        .max()
        .orElse(0);
  }

  private static void checkSession(Facts facts, Findings findings, Screen screen, long rest) {
    var seen = new HashMap<String, TreeSet<Integer>>();
    screen
        .creates()
        .forEach(it -> seen.computeIfAbsent(it.channel(), _ -> new TreeSet<>()).add(it.seq()));
    screen
        .follows()
        .keySet()
        .forEach(channel -> seen.computeIfAbsent(channel, _ -> new TreeSet<>()));
    seen.forEach(
        (channel, seqs) -> {
          if (isAlwaysVisible(facts, screen.user(), channel)) {
            checkChannel(facts, findings, new Watched(screen, channel, seqs), rest);
          }
        });
  }

  /// What a session was shown of a channel.
  private record Watched(Screen screen, String channel, TreeSet<Integer> seqs) {}

  private static void checkChannel(Facts facts, Findings findings, Watched watched, long rest) {
    var screen = watched.screen();
    var seqs = watched.seqs();
    var told = screen.follows().getOrDefault(watched.channel(), Long.MAX_VALUE);
    var first = seqs.isEmpty() ? Integer.MAX_VALUE : seqs.first();
    var last = screen.stayed(rest) ? Integer.MAX_VALUE : seqs.isEmpty() ? 0 : seqs.last();
    for (var message : facts.channel(Facts.id(watched.channel()))) {
      var due = message.seq() >= first || message.id() > told;
      if (due && message.seq() <= last && !seqs.contains(message.seq())) {
        findings.add(
            Invariant.I3,
            watched.channel(),
            "session %s of %s was never shown %d seq %d",
            screen.session(),
            screen.user(),
            message.id(),
            message.seq());
      }
    }
  }

  private static boolean isAlwaysVisible(Facts facts, String user, String channel) {
    return facts.sight(user, channel).stream().allMatch(SightChanged::visible);
  }

  private static void checkClient(Facts facts, Findings findings, List<Entry> journal) {
    if (Screen.of(journal).count() < 2) {
      return;
    }
    var known = new HashMap<String, TreeSet<Integer>>();
    var paged = new HashSet<String>();
    var shown = new HashMap<String, Integer>();
    var user = "";
    for (var entry : journal) {
      if (entry instanceof Shown it && it.type().equals(Screen.CREATE)) {
        known.computeIfAbsent(it.channel(), _ -> new TreeSet<>()).add(it.seq());
        shown.merge(it.channel(), it.seq(), Math::max);
        user = it.user();
      } else if (entry instanceof Paged it) {
        known.computeIfAbsent(it.channel(), _ -> new TreeSet<>()).addAll(it.seqs());
        paged.add(it.channel());
      }
    }
    for (var channel : paged) {
      if (isAlwaysVisible(facts, user, channel)) {
        checkUnion(
            facts,
            findings,
            channel,
            known.getOrDefault(channel, new TreeSet<>()),
            shown.getOrDefault(channel, 0));
      }
    }
  }

  private static void checkUnion(
      Facts facts, Findings findings, String channel, Set<Integer> known, int last) {
    var first = known.stream().min(Integer::compare).orElse(Integer.MAX_VALUE);
    for (var message : facts.channel(Facts.id(channel))) {
      if (message.seq() >= first
          && message.seq() <= last
          && !message.deleted()
          && !known.contains(message.seq())) {
        findings.add(
            Invariant.I3,
            channel,
            "neither the sessions nor the pages of a client have %d seq %d",
            message.id(),
            message.seq());
      }
    }
  }
}
