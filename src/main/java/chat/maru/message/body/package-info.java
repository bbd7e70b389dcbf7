/// What a message may hold: embeds, components, mentions; checked as the protocol says. Knows
/// nothing of how messages are sent and stored.
@NullMarked
package chat.maru.message.body;

import org.jspecify.annotations.NullMarked;
