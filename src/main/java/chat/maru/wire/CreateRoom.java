package chat.maru.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of POST `/rooms`.
///
/// @param type `dm` or `group`; without it one user and no name make a `dm`
/// @param access `open`, which it is when left out, or `invite`
public record CreateRoom(
    @Nullable String name,
    @Nullable List<@Nullable Long> userIds,
    @Nullable String access,
    @Nullable String type) {}
