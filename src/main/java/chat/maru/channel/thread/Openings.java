package chat.maru.channel.thread;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// How many archived threads of each guild can still be opened within one transaction, which holds
/// the locks of [ThreadActivity#lock]. What it promised to one thread it does not promise to the
/// next, though nothing of it is written yet.
public final class Openings {
  private final Map<Long, Integer> left = new HashMap<>();
  private final Set<Long> promised = new HashSet<>();

  Openings(Collection<Long> guildIds, Threads threads) {
    guildIds.forEach(guildId -> left.put(guildId, threads.room(guildId)));
  }

  /// Returns whether the archived thread can be opened, and keeps its place.
  boolean keepPlace(ThreadState thread) {
    if (promised.contains(thread.channelId)) {
      return true;
    }
    var places = left.getOrDefault(thread.guildId, 0);
    if (places <= 0) {
      return false;
    }
    left.put(thread.guildId, places - 1);
    return promised.add(thread.channelId);
  }
}
