/// Pins: the messages of a channel that are to be found at once.
@NullMarked
package chat.maru.message.pin;

import org.jspecify.annotations.NullMarked;
