/// People and bots as others see them, and what they set of themselves. Passwords and sessions are
/// in `auth`.
@NullMarked
package chat.maru.user;

import org.jspecify.annotations.NullMarked;
