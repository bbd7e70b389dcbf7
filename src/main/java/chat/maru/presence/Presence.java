package chat.maru.presence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a user wants to be seen as.
///
/// @param status `online`, `idle`, `dnd`, `invisible` or `offline`
/// @param activities as the client sent them, each with the `id` and `created_at` that clients
///     demand
public record Presence(String status, List<JsonNode> activities) {
  public static final Presence ONLINE = new Presence("online", List.of());
  public static final Presence OFFLINE = new Presence("offline", List.of());

  private static final Set<String> STATUSES =
      Set.of("online", "idle", "dnd", "invisible", "offline");

  /// Makes a presence; empty for a status that there is not.
  public static Optional<Presence> of(String status, List<JsonNode> activities) {
    return STATUSES.contains(status)
        ? Optional.of(new Presence(status, List.copyOf(activities)))
        : Optional.empty();
  }

  /// What others see: nobody tells invisible from offline.
  public Presence seen() {
    return status.equals("invisible") || status.equals("offline") ? OFFLINE : this;
  }

  /// Returns the same with what clients demand of every activity.
  public Presence complete(Instant now) {
    return new Presence(
        status, activities.stream().map(activity -> complete(activity, now)).toList());
  }

  private static JsonNode complete(JsonNode activity, Instant now) {
    if (!(activity.deepCopy() instanceof ObjectNode whole)) {
      return activity;
    }
    if (!whole.path("id").isTextual()) {
      whole.put("id", "custom");
    }
    if (!whole.path("created_at").isIntegralNumber()) {
      whole.put("created_at", now.toEpochMilli());
    }
    return whole;
  }
}
