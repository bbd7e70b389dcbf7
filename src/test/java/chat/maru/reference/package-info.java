/// The reference client: all that `docs/CLIENTS.md` tells a client to do so that it loses nothing,
/// doubles nothing and can prove it, on the JDK and a JSON reader alone. To be read, copied and
/// translated; the fault runs and the tests use it. It knows none of the server's classes.
@NullMarked
package chat.maru.reference;

import org.jspecify.annotations.NullMarked;
