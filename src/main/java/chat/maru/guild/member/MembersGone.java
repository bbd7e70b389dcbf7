package chat.maru.guild.member;

import java.util.List;

/// Fired inside the transaction that takes members out of a guild, under the guild's lock, when
/// they are no members any more and before anybody is told: whoever keeps something of theirs in
/// the guild lets it go.
public record MembersGone(long guildId, List<Long> userIds) {}
