/// The rows of the authorisation matrix, a file for each area. Operations of a new area get a file
/// here and a line in `chat.maru.matrix.Rows`.
@NullMarked
package chat.maru.matrix.table;

import org.jspecify.annotations.NullMarked;
