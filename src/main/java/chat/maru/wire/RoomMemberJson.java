package chat.maru.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody who has part in a room.
public record RoomMemberJson(UserJson user, Instant joinedAt, @Nullable Long lastReadMessageId) {}
