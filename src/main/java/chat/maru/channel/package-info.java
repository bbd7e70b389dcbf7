/// Channels of guilds and their overwrites, and what is common to all kinds of channels. Rooms,
/// invites and threads have packages of their own; what is said in channels is in `message`.
@NullMarked
package chat.maru.channel;

import org.jspecify.annotations.NullMarked;
