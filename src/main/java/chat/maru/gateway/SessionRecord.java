package chat.maru.gateway;

import chat.maru.presence.Appearance;
import java.util.List;

/// What another node must know of a session to go on with it.
///
/// @param guildIds the guilds that its client knows
record SessionRecord(Interest interest, List<Long> guildIds, Appearance appearance) {
  static SessionRecord of(Session session) {
    var guilds = List.copyOf(session.guilds().keySet());
    return new SessionRecord(session.interest(), guilds, session.presence().appearance());
  }
}
