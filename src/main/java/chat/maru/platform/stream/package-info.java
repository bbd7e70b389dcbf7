/// Kafka, and nothing of what is said on it: the connector `chat-kafka` for MicroProfile Reactive
/// Messaging and the plain classes below it (batches in, keyed records out, the tail of a log, a
/// publisher that never loses its order, the topics themselves).
@NullMarked
package chat.maru.platform.stream;

import org.jspecify.annotations.NullMarked;
