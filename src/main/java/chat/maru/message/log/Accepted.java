package chat.maru.message.log;

/// The ACK: the broker holds the message durably, and it will be decided exactly once.
///
/// @param eventId names this acceptance
/// @param clientMsgId the key as the sender gave it, or the one made for it
public record Accepted(String eventId, String clientMsgId) {}
