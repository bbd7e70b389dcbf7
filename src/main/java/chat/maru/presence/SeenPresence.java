package chat.maru.presence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What others see of a user who may have several clients, on several nodes.
///
/// @param status `online`, `idle`, `dnd` or `offline`
/// @param clientStatus the status by kind of client; a kind that is not there is left out
public record SeenPresence(
    String status, List<JsonNode> activities, Map<String, String> clientStatus) {
  public static final SeenPresence OFFLINE = new SeenPresence("offline", List.of(), Map.of());

  /// The first one that some client asks for wins: who asks not to be disturbed on one device means
  /// all of them, who is active on one is not idle.
  private static final List<String> PRECEDENCE = List.of("dnd", "online", "idle", "offline");

  private static final int MAX_ACTIVITIES = 10;

  /// Puts together what the clients of a user ask for. Invisible ones are not seen.
  public static SeenPresence of(Collection<Appearance> clients) {
    var visible =
        clients.stream()
            .map(client -> new Appearance(client.kind(), client.presence().seen()))
            .filter(client -> !client.presence().equals(Presence.OFFLINE))
            .sorted(Comparator.comparingInt(SeenPresence::rank))
            .toList();
    if (visible.isEmpty()) {
      return OFFLINE;
    }
    var byKind = new TreeMap<String, String>();
    visible.forEach(client -> byKind.putIfAbsent(client.kind().key(), client.presence().status()));
    return new SeenPresence(
        visible.getFirst().presence().status(),
        visible.stream()
            .flatMap(client -> client.presence().activities().stream())
            .distinct()
            .limit(MAX_ACTIVITIES)
            .toList(),
        byKind);
  }

  private static int rank(Appearance client) {
    return PRECEDENCE.indexOf(client.presence().status());
  }

  public boolean isOffline() {
    return equals(OFFLINE);
  }
}
