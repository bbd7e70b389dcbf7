package chat.maru.wire;

/// The body of acknowledging a message. What clients say in it is not needed.
public record AckMessage() {}
