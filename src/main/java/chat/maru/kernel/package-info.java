/// The words everything else is made of: ids, time, partial updates, the one error catalogue. Plain
/// Java only: no container, no protocol, no storage.
@NullMarked
package chat.maru.kernel;

import org.jspecify.annotations.NullMarked;
