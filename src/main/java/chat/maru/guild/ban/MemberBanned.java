package chat.maru.guild.ban;

import java.time.Instant;

/// Fired inside the transaction that bans a user whose latest messages are to go too, under the
/// guild's lock.
///
/// @param since what the user has sent from then on is to be deleted
/// @param at when it was banned
public record MemberBanned(long guildId, long userId, Instant since, Instant at) {}
