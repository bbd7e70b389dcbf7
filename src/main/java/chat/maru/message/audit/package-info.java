/// Checking what was promised: places in the table without gap, the log and the table in agreement,
/// every accepted message decided. The comparison is pure; the running server and the command
/// `verify` feed it.
@NullMarked
package chat.maru.message.audit;

import org.jspecify.annotations.NullMarked;
