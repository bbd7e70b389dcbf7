package chat.maru.gateway;

import chat.maru.gateway.frame.Encoded;
import java.util.Map;
import java.util.Optional;

/// A guild as it was at one moment.
///
/// @param create the GUILD_CREATE frame; empty for a client without the intent
/// @param marks the last outbox ids that are in it: of the guild and of its channels
/// @param sight the channels that the client sees
record GuildSnapshot(long guildId, Optional<Encoded> create, Map<Long, Long> marks, Sight sight) {}
