package chat.maru.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The live sessions of this node, by id, user and guild. Changed under the hub's lock alone; read
/// from anywhere.
@ApplicationScoped
public class Sessions {
  private final Map<String, Session> byId = new ConcurrentHashMap<>();
  private final Map<Long, Set<Session>> byUser = new ConcurrentHashMap<>();
  private final Map<Long, Set<Session>> byGuild = new ConcurrentHashMap<>();

  public Optional<Session> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Collection<Session> all() {
    return List.copyOf(byId.values());
  }

  Collection<Session> ofUser(long userId) {
    return byUser.getOrDefault(userId, Set.of());
  }

  /// Waits until the user's clients on this node have been sent all that they have been told.
  ///
  /// @return false when the time was up first
  public boolean awaitWritten(long userId, Duration limit) throws InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    for (var session : ofUser(userId)) {
      if (!session.awaitWritten(Duration.ofNanos(end - System.nanoTime()))) {
        return false;
      }
    }
    return true;
  }

  Collection<Session> inGuild(long guildId) {
    return byGuild.getOrDefault(guildId, Set.of());
  }

  /// Whether none of the user's clients on this node is there any more, the grace included.
  boolean isFading(long userId, long graceNanos) {
    return ofUser(userId).stream().noneMatch(session -> session.appears(graceNanos));
  }

  int count() {
    return byId.size();
  }

  void add(Session session) {
    byId.put(session.id(), session);
    put(byUser, session.actor().userId(), session);
    session.guilds().keySet().forEach(guildId -> put(byGuild, guildId, session));
  }

  void remove(Session session) {
    byId.remove(session.id(), session);
    take(byUser, session.actor().userId(), session);
    session.guilds().keySet().forEach(guildId -> take(byGuild, guildId, session));
  }

  void join(Session session, long guildId, Sight sight) {
    session.guilds().put(guildId, sight);
    put(byGuild, guildId, session);
  }

  void leave(Session session, long guildId) {
    session.guilds().remove(guildId);
    take(byGuild, guildId, session);
  }

  private static void put(Map<Long, Set<Session>> index, long key, Session session) {
    index.computeIfAbsent(key, _ -> ConcurrentHashMap.newKeySet()).add(session);
  }

  private static void take(Map<Long, Set<Session>> index, long key, Session session) {
    index.computeIfPresent(
        key,
        (_, sessions) -> {
          sessions.remove(session);
          return sessions.isEmpty() ? null : sessions;
        });
  }
}
