package chat.maru.gateway;

import chat.maru.wire.ChannelJson;
import chat.maru.wire.MeJson;
import java.util.List;
import java.util.Map;

/// What READY tells, as it was at one moment.
///
/// @param applicationFlags of a bot's application
/// @param marks the last outbox ids that are in it: of the user and of its rooms
record Ready(
    MeJson user,
    List<Long> guildIds,
    List<? extends ChannelJson> rooms,
    int applicationFlags,
    Map<Long, Long> marks) {}
