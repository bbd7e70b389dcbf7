/// Polls of messages: what is asked, who voted for what, and how many. Shown with messages, so it
/// lies below them and knows of a message only its id.
@NullMarked
package chat.maru.message.poll;

import org.jspecify.annotations.NullMarked;
