package chat.maru.platform.stream;

/// Where the broker stored a record, told once it is durable there.
public record Sent(int partition, long offset) {}
