package chat.maru.platform.stream;

/// What is sent: records of one key land on one partition and stay in order.
@SuppressWarnings("ArrayRecordComponent") // bytes are handed on, never compared
public record Keyed(String key, byte[] value) {}
