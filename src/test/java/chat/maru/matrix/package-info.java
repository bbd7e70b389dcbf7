/// The authorisation matrix: every operation that the server has, times every kind of principal,
/// one exact answer a cell. `docs/07-DEVELOPMENT-GUIDE.md` says how to add a row.
@NullMarked
package chat.maru.matrix;

import org.jspecify.annotations.NullMarked;
