/// What clients are told without asking: one sealed family of dispatches a file.
@NullMarked
package chat.maru.wire.event;

import org.jspecify.annotations.NullMarked;
