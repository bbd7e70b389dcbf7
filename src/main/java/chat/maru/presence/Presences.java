package chat.maru.presence;

import chat.maru.platform.redis.Redis;
import chat.maru.wire.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The presences of all users, in Redis: `presence:user:{id}`, a hash `{status, activities,
/// serverId, lastSeenAt}` that lives for 60 s and is renewed by the node that holds the user's
/// connection. Where Redis does not answer, nobody is known to be there.
@ApplicationScoped
public class Presences {
  static final Duration LIFE = Duration.ofSeconds(60);

  @Inject Redis redis;
  @Inject Clock clock;

  private final String serverId = UUID.randomUUID().toString();

  /// Notes that the user is here now, or still.
  public void put(long userId, Presence presence) {
    redis.putHash(
        key(userId),
        Map.of(
            "status", presence.status(),
            "activities", Json.write(presence.activities()),
            "serverId", serverId,
            "lastSeenAt", clock.instant().toString()),
        LIFE);
  }

  /// Notes that the user has left this node, unless another one has it by now.
  public void remove(long userId) {
    redis.deleteIf(key(userId), "serverId", serverId);
  }

  /// Returns what of the users is seen as there.
  public Map<Long, Presence> find(Collection<Long> userIds) {
    if (userIds.isEmpty()) {
      return Map.of();
    }
    var ids = List.copyOf(userIds);
    var hashes = redis.hashes(ids.stream().map(Presences::key).toList()).orElse(List.of());
    var found = new HashMap<Long, Presence>();
    for (var i = 0; i < hashes.size(); i++) {
      var userId = ids.get(i);
      read(hashes.get(i))
          .map(Presence::seen)
          .filter(presence -> !presence.equals(Presence.OFFLINE))
          .ifPresent(presence -> found.put(userId, presence));
    }
    return found;
  }

  /// Returns those of the users that are seen as there.
  public Set<Long> online(Collection<Long> userIds) {
    return find(userIds).keySet();
  }

  private static Optional<Presence> read(Map<String, String> hash) {
    try {
      var activities = new ArrayList<JsonNode>();
      Json.tree(hash.getOrDefault("activities", "[]")).forEach(activities::add);
      return Presence.of(hash.getOrDefault("status", ""), activities);
    } catch (JsonProcessingException _) {
      return Optional.empty(); // written by something else: nobody
    }
  }

  private static String key(long userId) {
    return "presence:user:" + userId;
  }
}
