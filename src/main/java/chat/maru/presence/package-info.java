/// Who is there, and what they want to be seen as. Lives in Redis and in the memory of the
/// gateways; the sockets themselves are the gateway's.
@NullMarked
package chat.maru.presence;

import org.jspecify.annotations.NullMarked;
