/// Channels of guilds, rooms without a guild, overwrites, and the invites that lead to channels.
/// What is said in them is in `message`.
@NullMarked
package chat.maru.channel;

import org.jspecify.annotations.NullMarked;
