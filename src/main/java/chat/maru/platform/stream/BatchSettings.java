package chat.maru.platform.stream;

import java.time.Duration;
import java.util.Map;

/// How a channel's batches are read.
///
/// @param channel the name of the channel, for logs and figures
/// @param kafka the consumer's settings by Kafka's own names
/// @param gather pause after a batch of more than one record, so that the next one is larger
/// @param backoff first delay before a refused batch comes again; it doubles up to ten seconds
/// @param closing how long closing waits for the batch in flight
record BatchSettings(
    String channel,
    Map<String, Object> kafka,
    Duration gather,
    Duration backoff,
    Duration closing) {}
