/// The invites that lead to the channels of a guild.
@NullMarked
package chat.maru.channel.invite;

import org.jspecify.annotations.NullMarked;
