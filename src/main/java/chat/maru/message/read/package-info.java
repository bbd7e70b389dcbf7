/// How far people have read, and by what they were mentioned since. Lies below the messages, which
/// note here whom they mention.
@NullMarked
package chat.maru.message.read;

import org.jspecify.annotations.NullMarked;
