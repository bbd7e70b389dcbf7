/// The documented contract held against the server: operations, errors, settings, the description.
@NullMarked
package chat.maru.contract;

import org.jspecify.annotations.NullMarked;
