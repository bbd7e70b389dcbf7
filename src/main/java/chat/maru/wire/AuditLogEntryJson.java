package chat.maru.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An entry of an audit log (reference: "Audit Log Entry object").
///
/// @param guildId only in the event
/// @param targetId what was acted on; null for actions on nothing in particular
/// @param changes left out where nothing changed
/// @param options what else some actions tell
@RecordBuilder
public record AuditLogEntryJson(
    long id,
    Optional<Long> guildId,
    int actionType,
    @Nullable Long userId,
    @Nullable Long targetId,
    Optional<List<Change>> changes,
    Optional<Map<String, String>> options,
    Optional<String> reason)
    implements AuditLogEntryJsonBuilder.With {

  /// What a property was and what it is now; what there was not or is no more is left out.
  public record Change(String key, Optional<JsonNode> oldValue, Optional<JsonNode> newValue) {}

  /// Returns the form that the event carries.
  public AuditLogEntryJson inGuild(long guild) {
    return withGuildId(Optional.of(guild));
  }
}
