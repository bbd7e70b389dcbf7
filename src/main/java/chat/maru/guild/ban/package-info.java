/// Bans: who may not come into a guild. What a ban means for messages is not decided here:
/// [chat.maru.guild.ban.MemberBanned] tells it.
@NullMarked
package chat.maru.guild.ban;

import org.jspecify.annotations.NullMarked;
