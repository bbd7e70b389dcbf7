/// The roles of guilds and their order.
@NullMarked
package chat.maru.guild.role;

import org.jspecify.annotations.NullMarked;
