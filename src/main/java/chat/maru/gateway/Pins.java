package chat.maru.gateway;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What is being read for the view that one client has of its guilds: until it has been queued, the
/// log from where the reading began is not done with. Used from any thread.
final class Pins {
  private final Map<Long, Long> fromByGuild = new ConcurrentHashMap<>();

  void add(long guildId, long offset) {
    fromByGuild.merge(guildId, offset, Math::min);
  }

  void remove(long guildId) {
    fromByGuild.remove(guildId);
  }

  boolean isEmpty() {
    return fromByGuild.isEmpty();
  }

  /// The position of the log below which nothing is being read.
  long doneTo(long delivered) {
    return fromByGuild.values().stream().reduce(delivered, Math::min);
  }
}
