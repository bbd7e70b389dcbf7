/// The audit log of a guild: who did what, and why. Knows no other part of the guild.
@NullMarked
package chat.maru.guild.audit;

import org.jspecify.annotations.NullMarked;
