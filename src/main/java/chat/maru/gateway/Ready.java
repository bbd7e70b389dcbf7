package chat.maru.gateway;

import chat.maru.wire.ChannelJson;
import chat.maru.wire.MeJson;
import chat.maru.wire.UnreadJson;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What READY tells, as it was at one moment.
///
/// @param applicationFlags of a bot's application
/// @param unread how far a person has read; nothing for a bot
/// @param marks the last outbox ids that are in it: of the user and of its rooms
record Ready(
    MeJson user,
    List<Long> guildIds,
    List<? extends ChannelJson> rooms,
    int applicationFlags,
    List<UnreadJson> unread,
    Map<Long, Long> marks) {

  /// Returns the same with what was read of other channels left out.
  Ready reading(Predicate<Long> channels) {
    return new Ready(
        user,
        guildIds,
        rooms,
        applicationFlags,
        unread.stream().filter(state -> channels.test(state.id())).toList(),
        marks);
  }
}
