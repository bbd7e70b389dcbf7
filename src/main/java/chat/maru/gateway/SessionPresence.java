package chat.maru.gateway;

import chat.maru.presence.Appearance;
import chat.maru.presence.ClientKind;
import chat.maru.presence.Presence;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// How one session shows its user, and whose presences it watches. Used from any thread.
final class SessionPresence {
  private static final int MAX_WATCHED = 5000;

  private final Set<Long> watched = ConcurrentHashMap.newKeySet();
  private volatile Appearance appearance = new Appearance(ClientKind.DESKTOP, Presence.ONLINE);

  /// What its client last asked for.
  Appearance appearance() {
    return appearance;
  }

  void show(ClientKind kind, Presence presence) {
    appearance = new Appearance(kind, presence);
  }

  void show(Appearance as) {
    appearance = as;
  }

  void show(Presence presence) {
    show(appearance.kind(), presence);
  }

  /// Its client asked for the presences of these users: it hears of them in guilds of any size.
  void watch(Collection<Long> userIds) {
    if (watched.size() + userIds.size() <= MAX_WATCHED) {
      watched.addAll(userIds);
    }
  }

  boolean watches(long userId) {
    return watched.contains(userId);
  }
}
