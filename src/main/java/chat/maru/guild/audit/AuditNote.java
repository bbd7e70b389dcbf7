package chat.maru.guild.audit;

import chat.maru.wire.AuditLogEntryJson.Change;
import chat.maru.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is to be written into an audit log. Immutable; each method returns a note that says more.
///
/// @param targetId what was acted on; empty for actions on nothing in particular
public record AuditNote(
    AuditAction action,
    Optional<Long> targetId,
    List<Change> changes,
    Map<String, String> options) {
  /// What every object has and nobody changes, or what changes without anybody's doing.
  private static final Set<String> UNTOLD =
      Set.of("id", "guild_id", "last_message_id", "last_pin_timestamp", "roles");

  public static AuditNote of(AuditAction action, long targetId) {
    return new AuditNote(action, Optional.of(targetId), List.of(), Map.of());
  }

  public static AuditNote of(AuditAction action) {
    return new AuditNote(action, Optional.empty(), List.of(), Map.of());
  }

  /// Adds a change of one property.
  ///
  /// @param before absent where there was none
  /// @param after absent where there is none any more
  public AuditNote change(String key, @Nullable Object before, @Nullable Object after) {
    var more = new ArrayList<>(changes);
    more.add(new Change(key, node(before), node(after)));
    return new AuditNote(action, targetId, List.copyOf(more), options);
  }

  /// Adds all properties in which two wire objects differ. What was made has nothing before it,
  /// what was deleted nothing after it: null.
  public AuditNote differences(@Nullable Object before, @Nullable Object after) {
    var from = tree(before);
    var to = tree(after);
    var keys = new LinkedHashSet<String>();
    from.fieldNames().forEachRemaining(keys::add);
    to.fieldNames().forEachRemaining(keys::add);
    keys.removeAll(UNTOLD);
    var note = this;
    for (var key : keys) {
      var old = from.path(key);
      var fresh = to.path(key);
      if (isNothing(old) ? !isNothing(fresh) : !old.equals(fresh)) {
        note = note.change(key, isNothing(old) ? null : old, isNothing(fresh) ? null : fresh);
      }
    }
    return note;
  }

  /// Adds something that this action tells besides (reference: "Optional Audit Entry Info").
  public AuditNote option(String key, Object value) {
    var more = new LinkedHashMap<>(options);
    more.put(key, value.toString());
    return new AuditNote(action, targetId, changes, Map.copyOf(more));
  }

  /// Whether something was done: an update without a change is none.
  boolean saysSomething() {
    return !changes.isEmpty() || !action.name().endsWith("_UPDATE");
  }

  private static Optional<JsonNode> node(@Nullable Object value) {
    return Optional.ofNullable(value).map(Json::toTree);
  }

  private static JsonNode tree(@Nullable Object object) {
    return object == null ? NullNode.getInstance() : Json.toTree(object);
  }

  private static boolean isNothing(JsonNode node) {
    return node.isMissingNode() || node.isNull() || node.isArray() && node.isEmpty();
  }
}
