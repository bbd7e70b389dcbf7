package chat.maru.wire;

/// What waits for a user, as the badge of an application shows it.
///
/// @param unreadRooms how many rooms have unread messages
/// @param unreadCount unread messages in rooms, at most 100 of each
/// @param mentionCount unread mentions in channels of guilds, at most 100 of each
/// @param total the number on the badge: unread messages of rooms and mentions
public record BadgeJson(int unreadRooms, int unreadCount, int mentionCount, int total) {}
