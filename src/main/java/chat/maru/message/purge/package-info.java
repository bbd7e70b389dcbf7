/// Messages of the banned, removed in rounds.
@NullMarked
package chat.maru.message.purge;

import org.jspecify.annotations.NullMarked;
