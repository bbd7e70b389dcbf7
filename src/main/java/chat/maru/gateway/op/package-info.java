/// What clients ask of the gateway: one class for each operation, and the frames that carry them.
@NullMarked
package chat.maru.gateway.op;

import org.jspecify.annotations.NullMarked;
