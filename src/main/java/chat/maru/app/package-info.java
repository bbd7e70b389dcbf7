/// Applications and their bots: making them, and bringing bots into guilds.
@NullMarked
package chat.maru.app;

import org.jspecify.annotations.NullMarked;
