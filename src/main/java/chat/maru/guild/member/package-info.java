/// Who is in a guild: joining, leaving, nicknames, roles of members, removal.
@NullMarked
package chat.maru.guild.member;

import org.jspecify.annotations.NullMarked;
