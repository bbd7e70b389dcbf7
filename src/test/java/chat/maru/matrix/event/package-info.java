/// The matrix of events: every dispatch that the server knows, times every kind of listener, and
/// the fields that it may have. `docs/07-DEVELOPMENT-GUIDE.md` says how to add a row.
@NullMarked
package chat.maru.matrix.event;

import org.jspecify.annotations.NullMarked;
