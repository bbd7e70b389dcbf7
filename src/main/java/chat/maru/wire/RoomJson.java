package chat.maru.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A room in the list of one's own.
///
/// @param type 1 for a conversation of two, 3 for a room of many
/// @param recipients others in it, the first fifty
/// @param lastMessageAt when the last message was stored
/// @param unreadCount how many messages of others came after the caller's cursor, 100 for more too;
///     counted among the newest 200
public record RoomJson(
    long id,
    int type,
    @Nullable String name,
    String access,
    @Nullable Long ownerId,
    int memberCount,
    List<UserJson> recipients,
    @Nullable Long lastMessageId,
    @Nullable Instant lastMessageAt,
    @Nullable Long lastReadMessageId,
    boolean unread,
    int unreadCount) {}
