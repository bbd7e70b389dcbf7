/// How often anybody may do anything: the one catalogue of limits ([Limit]), and what spends from
/// them, in Redis or, while that is away, on this node. What is answered to whom is refused lives
/// at the doors.
@NullMarked
package chat.maru.limit;

import org.jspecify.annotations.NullMarked;
