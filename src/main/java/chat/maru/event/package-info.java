/// Who hears of a change and how it gets there: audiences, the outbox and its relay (durable, one
/// ordered log), the bus (ephemeral).
@NullMarked
package chat.maru.event;

import org.jspecify.annotations.NullMarked;
