/// Reactions to messages: who reacted with what, and how many. Shown with messages, so it lies
/// below them and knows of a message only that it is there.
@NullMarked
package chat.maru.message.reaction;

import org.jspecify.annotations.NullMarked;
