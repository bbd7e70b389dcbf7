/// What goes over a socket, and how: frames, their compression, why a connection ends, and the way
/// into the kernel. Knows nothing of sessions.
@NullMarked
package chat.maru.gateway.frame;

import org.jspecify.annotations.NullMarked;
