package chat.maru.wire;

/// How far a user has read a channel, as READY tells.
///
/// @param id of the channel
/// @param lastMessageId the last message that was read; 0 for none
/// @param mentionCount how often the user is mentioned after it, 100 for more too
public record UnreadJson(long id, long lastMessageId, int mentionCount) {}
