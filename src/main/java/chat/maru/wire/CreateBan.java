package chat.maru.wire;

import org.jspecify.annotations.Nullable;

/// The body of PUT `/guilds/{guild_id}/bans/{user_id}`.
///
/// @param deleteMessageDays what older clients say instead of seconds
public record CreateBan(
    @Nullable Integer deleteMessageSeconds, @Nullable Integer deleteMessageDays) {}
