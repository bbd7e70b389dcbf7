/// One sub-package per outside thing. Nothing here knows a chat noun.
@NullMarked
package chat.maru.platform;

import org.jspecify.annotations.NullMarked;
