/// How polls end: by their authors or by the clock, and the message that tells of it. Apart from
/// the polls themselves, because it reads and writes messages.
@NullMarked
package chat.maru.message.poll.result;

import org.jspecify.annotations.NullMarked;
