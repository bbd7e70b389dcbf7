/// The emojis that a guild has made for itself.
@NullMarked
package chat.maru.guild.emoji;

import org.jspecify.annotations.NullMarked;
