package chat.maru.wire;

import org.jspecify.annotations.Nullable;

/// The body of PUT `/channels/{channel_id}/permissions/{overwrite_id}`; what is left out of `allow`
/// and `deny` is nothing.
///
/// @param type 0 for a role, 1 for a member
public record SetOverwrite(@Nullable Integer type, @Nullable Long allow, @Nullable Long deny) {}
