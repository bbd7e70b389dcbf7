/// What is accepted: the record on the broker's log, its outcome, and how long the log keeps it.
@NullMarked
package chat.maru.message.log;

import org.jspecify.annotations.NullMarked;
