package chat.maru.wire;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A guild in the list of one's own (reference: "Get Current User Guilds").
///
/// @param permissions what the user may do in the guild as a whole
public record MyGuildJson(
    long id,
    String name,
    @Nullable String icon,
    @Nullable String banner,
    boolean owner,
    long permissions,
    List<String> features,
    Optional<Integer> approximateMemberCount,
    Optional<Integer> approximatePresenceCount) {}
