/// Who calls: accounts, passwords, access and refresh tokens, bot tokens, the actor.
@NullMarked
package chat.maru.auth;

import org.jspecify.annotations.NullMarked;
