package chat.maru.wire.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/// What is seen of somebody's presence.
public sealed interface PresenceEvent extends Dispatch {

  /// Somebody came, left, or wants to be seen otherwise.
  record Update(InGuild body) implements PresenceEvent {
    @Override
    public String type() {
      return "PRESENCE_UPDATE";
    }
  }

  /// A presence as the members of a guild see it.
  ///
  /// @param clientStatus by kind of client
  record InGuild(
      Who user,
      long guildId,
      String status,
      List<JsonNode> activities,
      Map<String, String> clientStatus) {}

  /// Only the id: the rest of the user has not changed.
  record Who(long id) {}
}
