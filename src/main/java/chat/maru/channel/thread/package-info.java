/// Threads: conversations within a channel of a guild, who has joined them, and their archive. How
/// one begins with a message, and what is said in them, is in `message`.
@NullMarked
package chat.maru.channel.thread;

import org.jspecify.annotations.NullMarked;
