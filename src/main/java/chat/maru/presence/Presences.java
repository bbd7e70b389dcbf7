package chat.maru.presence;

import chat.maru.platform.redis.Redis;
import chat.maru.platform.redis.Script;
import chat.maru.wire.Json;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The presences of all users, in Redis: `presence:user:{id}`, a hash that lives for 60 s and is
/// renewed by the nodes that hold the user's connections. Where Redis does not answer, nobody is
/// known to be there.
///
/// Fields: `status` (as others see it), `serverId` (the node that wrote last), `lastSeenAt`, `seen`
/// (what was last told), and for each node `node:{serverId}`: when it wrote, and what the clients
/// on it ask for. What a node wrote more than 60 s ago does not count: it is gone.
@ApplicationScoped
public class Presences {
  public static final Duration LIFE = Duration.ofSeconds(60);
  private static final Script PUT = Script.of("put_presence.lua");
  private static final Script EXPIRED = Script.of("take_expired.lua");

  /// Users by the moment at which their presence runs out: how the nodes find those whose node
  /// died.
  private static final String DUE = "presence:due";

  private static final String NODE = "node:";
  private static final String SEEN = "seen";
  private static final String NOBODY = Json.write(SeenPresence.OFFLINE);
  private static final int TAKEN_AT_ONCE = 200;

  @Inject Redis redis;
  @Inject Clock clock;

  private final String serverId = UUID.randomUUID().toString();

  private record OfNode(long at, List<Appearance> clients) {}

  /// What others see of a user, and whether that is another thing than what they were told.
  public record Shown(SeenPresence seen, boolean news) {}

  /// Notes what the user's clients on this node ask for; none for a user who has left it. Clients
  /// that ask for the same are noted as one.
  ///
  /// @return empty while Redis is away: nobody can be told either
  public Optional<Shown> put(long userId, List<Appearance> clients) {
    var now = clock.millis();
    var mine =
        clients.isEmpty() ? "" : Json.write(new OfNode(now, clients.stream().distinct().toList()));
    return redis
        .eval(
            PUT,
            List.of(key(userId)),
            List.of(
                NODE + serverId,
                mine,
                Long.toString(LIFE.toMillis()),
                serverId,
                clock.instant().toString()))
        .map(answer -> shown(userId, fields((List<?>) answer), now));
  }

  private Shown shown(long userId, Map<String, String> hash, long now) {
    var nodes = ofNodes(hash, now);
    if (nodes.isEmpty()) {
      redis.removeScore(DUE, Long.toString(userId));
    } else {
      redis.putScore(DUE, Long.toString(userId), now + LIFE.toMillis());
    }
    var seen = merged(nodes);
    var text = Json.write(seen);
    var news = !text.equals(hash.getOrDefault(SEEN, NOBODY));
    if (news) {
      redis.putHash(key(userId), Map.of(SEEN, text, "status", seen.status()), LIFE);
    }
    return new Shown(seen, news);
  }

  /// Takes the users whose presence has run out, each for one caller alone: the node that held
  /// their connections is gone without a word.
  public List<Long> takeExpired() {
    return redis
        .eval(
            EXPIRED,
            List.of(DUE),
            List.of(Long.toString(clock.millis()), Integer.toString(TAKEN_AT_ONCE)))
        .map(answer -> ((List<?>) answer).stream().map(id -> Long.valueOf(id.toString())).toList())
        .orElse(List.of());
  }

  /// Returns what of the users is seen as there.
  public Map<Long, SeenPresence> find(Collection<Long> userIds) {
    if (userIds.isEmpty()) {
      return Map.of();
    }
    var ids = List.copyOf(userIds);
    var hashes = redis.hashes(ids.stream().map(Presences::key).toList()).orElse(List.of());
    var now = clock.millis();
    var found = new HashMap<Long, SeenPresence>();
    for (var i = 0; i < hashes.size(); i++) {
      var seen = merged(ofNodes(hashes.get(i), now));
      if (!seen.isOffline()) {
        found.put(ids.get(i), seen);
      }
    }
    return found;
  }

  /// Returns those of the users that have a client connected, invisible ones too; empty while Redis
  /// does not answer.
  public Optional<Set<Long>> connected(Collection<Long> userIds) {
    var ids = List.copyOf(userIds);
    var now = clock.millis();
    return redis
        .hashes(ids.stream().map(Presences::key).toList())
        .map(
            hashes ->
                IntStream.range(0, ids.size())
                    .filter(i -> !ofNodes(hashes.get(i), now).isEmpty())
                    .mapToObj(ids::get)
                    .collect(Collectors.toSet()));
  }

  /// Returns those of the users that are seen as there.
  public Set<Long> online(Collection<Long> userIds) {
    return find(userIds).keySet();
  }

  private static SeenPresence merged(List<OfNode> nodes) {
    return SeenPresence.of(nodes.stream().flatMap(node -> node.clients().stream()).toList());
  }

  private static List<OfNode> ofNodes(Map<String, String> hash, long now) {
    return hash.entrySet().stream()
        .filter(field -> field.getKey().startsWith(NODE))
        .map(field -> Json.readOwn(field.getValue(), OfNode.class))
        .filter(node -> now - node.at() < LIFE.toMillis())
        .toList();
  }

  /// Fields and values as Redis lists them, by turns.
  private static Map<String, String> fields(List<?> answer) {
    var texts = new ArrayList<String>();
    answer.forEach(each -> texts.add(each.toString()));
    var hash = new HashMap<String, String>();
    for (var i = 0; i + 1 < texts.size(); i += 2) {
      hash.put(texts.get(i), texts.get(i + 1));
    }
    return hash;
  }

  private static String key(long userId) {
    return "presence:user:" + userId;
  }
}
