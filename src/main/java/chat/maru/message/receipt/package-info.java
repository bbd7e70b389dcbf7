/// Receipts: what the server promised of a message, signed, and whether it keeps it.
@NullMarked
package chat.maru.message.receipt;

import org.jspecify.annotations.NullMarked;
