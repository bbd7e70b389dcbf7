/// Files of messages: taken, kept, shown under addresses that nobody guesses. Lies below the
/// messages that carry them.
@NullMarked
package chat.maru.message.attachment;

import org.jspecify.annotations.NullMarked;
