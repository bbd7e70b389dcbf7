/// Messages: accepting, storing, reading, their read cursors.
@NullMarked
package chat.maru.message;

import org.jspecify.annotations.NullMarked;
