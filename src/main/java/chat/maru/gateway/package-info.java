/// The WebSocket door: sessions, the log tail, fan-out. The only package that knows
/// jakarta.websocket.
@NullMarked
package chat.maru.gateway;

import org.jspecify.annotations.NullMarked;
