/// File bodies, which are never in the database, and what can be told of a picture from its bytes.
@NullMarked
package chat.maru.platform.blob;

import org.jspecify.annotations.NullMarked;
