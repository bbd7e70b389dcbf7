/// Proves the checker: faults are planted in running servers, scenarios bring them out, and the
/// checker must find each; the same scenarios without a fault must be clean.
@NullMarked
package chat.maru.proof.plant;

import org.jspecify.annotations.NullMarked;
