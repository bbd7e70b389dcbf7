package chat.maru.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of POST `/users/@me/channels`: one recipient, or several for a room.
public record CreatePrivateChannel(
    @Nullable Long recipientId, @Nullable List<@Nullable Long> recipients) {}
