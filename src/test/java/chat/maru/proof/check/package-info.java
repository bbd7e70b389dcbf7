/// Decides whether Maru kept its promises (I1 to I10 of the design, and what the log promises) in a
/// run: from the journals of the clients, the topics and the tables alone. Nothing here calls the
/// server's code: a fault there can't hide itself here.
@NullMarked
package chat.maru.proof.check;

import org.jspecify.annotations.NullMarked;
