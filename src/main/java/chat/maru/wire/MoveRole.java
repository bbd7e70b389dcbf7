package chat.maru.wire;

import org.jspecify.annotations.Nullable;

/// One line of the body of PATCH `/guilds/{guild_id}/roles`.
///
/// @param position from 1, the lowest above `@everyone`; a role without one goes where the others
///     let it
public record MoveRole(@Nullable Long id, @Nullable Integer position) {}
