package chat.maru.gateway;

import chat.maru.gateway.frame.Encoded;
import chat.maru.kernel.PlantedFault;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;

/// How a session that changes nodes goes on.
///
/// @param claim whose client has got what, and from where on the log is read again
/// @param read the node's position when the guilds were read
/// @param frames what replaces the client's view of guilds, ahead of the log
/// @param renewed the guilds among them
/// @param marks the last outbox id that the renewed view holds, by key
/// @param cursors how far its user has read, where that has changed lately
/// @param mayReadHistory whether the client may read what was written in a channel while it was
///     away
record Replay(
    Claim claim,
    long read,
    List<Encoded> frames,
    Set<Long> renewed,
    Map<Long, Long> marks,
    List<Encoded> cursors,
    LongPredicate mayReadHistory) {

  /// From where on the log is read again.
  long position() {
    return PlantedFault.TAKEOVER_FROM_HERE.isPlanted() ? read : claim.position();
  }

  /// Whether the record is to be told. Of a guild whose view is new, what is in it already is not,
  /// and what was written there only to those who may read history.
  boolean brings(Tailed entry) {
    if (!renewed.contains(entry.guildId())) {
      return true;
    }
    return entry.type().startsWith("MESSAGE_")
        ? mayReadHistory.test(entry.roomId())
        : entry.outboxId() > marks.getOrDefault(entry.key(), 0L);
  }
}
