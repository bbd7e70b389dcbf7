/// Channels that follow announcement channels, and the copies of published messages in them.
@NullMarked
package chat.maru.app.follow;

import org.jspecify.annotations.NullMarked;
