/// How what is accepted becomes a row, once: the worker's transaction, its keys, its dead letters.
@NullMarked
package chat.maru.message.persist;

import org.jspecify.annotations.NullMarked;
