/// Rooms: channels without a guild, and who has part in them.
@NullMarked
package chat.maru.channel.room;

import org.jspecify.annotations.NullMarked;
