package chat.maru.wire;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// The body of POST `/guilds/{guild_id}/prune`.
///
/// @param computePruneCount a boolean, or its name: some libraries send that
/// @param includeRoles a list of ids, or ids with commas between
public record PruneGuild(
    @Nullable Integer days,
    @Nullable JsonNode computePruneCount,
    @Nullable JsonNode includeRoles) {}
