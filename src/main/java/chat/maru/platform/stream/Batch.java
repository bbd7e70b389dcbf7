package chat.maru.platform.stream;

import java.util.List;

/// The payload of one incoming message: what one poll returned, in offset order within each
/// partition. Never empty. Acknowledging the message lets the offsets of all of it be committed;
/// refusing it (nack) brings all of it again after a delay.
public record Batch(List<Received> records) {}
