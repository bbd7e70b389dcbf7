/// Guilds as a whole: their settings, their beginning and their end. Roles, members and the audit
/// log have packages of their own below; channels and invites are in `channel`, which hears of new
/// and ending guilds by events.
@NullMarked
package chat.maru.guild;

import org.jspecify.annotations.NullMarked;
