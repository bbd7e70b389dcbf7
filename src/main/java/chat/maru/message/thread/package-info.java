/// How threads begin: on a message, alone, or as a post with its first message.
@NullMarked
package chat.maru.message.thread;

import org.jspecify.annotations.NullMarked;
