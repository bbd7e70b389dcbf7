/// The protocol, written down once: what clients see (`...Json` records), what they send (bodies
/// named after the operation) and the events. REST, gateway, log and cache all speak it through
/// [Json].
///
/// Reading a record: `long` is an id or a bit set and travels as a string, `int` is a count and
/// travels as a number; a `@Nullable` component is written as `null`, an empty `Optional` one is
/// left out; names turn to snake_case.
@NullMarked
package chat.maru.wire;

import org.jspecify.annotations.NullMarked;
