/// Guilds, their members and roles. Channels and invites are in `channel`, which hears of new and
/// ending guilds by events.
@NullMarked
package chat.maru.guild;

import org.jspecify.annotations.NullMarked;
