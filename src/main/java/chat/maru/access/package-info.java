/// What an actor may do: permission bits, overwrites, the gate that everything is loaded through,
/// and the node's memory of it.
@NullMarked
package chat.maru.access;

import org.jspecify.annotations.NullMarked;
