/// Pruning: removing members that have no roles and were not seen for a while.
@NullMarked
package chat.maru.guild.prune;

import org.jspecify.annotations.NullMarked;
