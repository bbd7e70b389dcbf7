/// Webhooks: by which whoever holds a token writes into a channel without an account. Made and
/// managed by members, executed with the token alone. What they send is a message as any other and
/// goes the road of `message`.
@NullMarked
package chat.maru.app.webhook;

import org.jspecify.annotations.NullMarked;
