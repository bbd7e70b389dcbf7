package chat.maru.proof.check;

import chat.maru.proof.journal.Entry;
import chat.maru.proof.journal.Entry.Closed;
import chat.maru.proof.journal.Entry.Disturbed;
import chat.maru.proof.journal.Entry.Follows;
import chat.maru.proof.journal.Entry.Opened;
import chat.maru.proof.journal.Entry.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// One session: all that happened to it over its connections, in order.
record Screen(String user, String session, List<Entry> entries) {

  static final String CREATE = "MESSAGE_CREATE";

  /// The sessions of one client.
  static Stream<Screen> of(List<Entry> journal) {
    var screens = new LinkedHashMap<String, Screen>();
    for (var entry : journal) {
      switch (entry) {
        case Opened it -> add(screens, it.user(), it.session(), it);
        case Closed it -> add(screens, it.user(), it.session(), it);
        case Shown it -> add(screens, it.user(), it.session(), it);
        case Follows it -> add(screens, it.user(), it.session(), it);
        default -> {}
      }
    }
    return screens.values().stream();
  }

  private static void add(Map<String, Screen> to, String user, String session, Entry entry) {
    to.computeIfAbsent(session, _ -> new Screen(user, session, new ArrayList<>()))
        .entries()
        .add(entry);
  }

  /// The creates that it was shown, repeats too.
  Stream<Shown> creates() {
    return entries.stream()
        .filter(Shown.class::isInstance)
        .map(Shown.class::cast)
        .filter(it -> it.type().equals(CREATE));
  }

  /// By channel, the last message that it was first told of as being there.
  Map<String, Long> follows() {
    var follows = new LinkedHashMap<String, Long>();
    for (var entry : entries) {
      if (entry instanceof Follows it) {
        follows.putIfAbsent(it.channel(), Facts.id(it.lastId()));
      }
    }
    return follows;
  }

  /// Whether it was there when all had come to rest.
  ///
  /// @param rest when the last thing happened to anybody
  boolean stayed(long rest) {
    return !(entries.getLast() instanceof Closed(var at, _, _, _)) || at > rest;
  }

  /// Whether a node that this session is taken over from may have been unable to say how far it had
  /// come: it was killed or frozen since, or lives on and did not expect the session to leave. On
  /// the same node and after a drain a session goes on exactly.
  static boolean isInexact(Opened before, Opened now, List<Disturbed> disturbances) {
    var since =
        disturbances.stream()
            .filter(it -> it.at() >= before.at() && it.at() <= now.at())
            .filter(it -> before.node().contains(it.target()) || !isAddress(it.target()))
            .map(it -> it.what().toUpperCase(Locale.ROOT))
            .toList();
    if (since.stream().anyMatch(it -> it.startsWith("KILL") || it.startsWith("SIGSTOP"))) {
      return true;
    }
    return !before.node().equals(now.node()) && since.stream().noneMatch(Screen::isDrain);
  }

  private static boolean isDrain(String what) {
    return what.startsWith("SIGTERM") || what.startsWith("DRAIN") || what.startsWith("ROLLING");
  }

  private static boolean isAddress(String target) {
    return target.contains(":");
  }
}
