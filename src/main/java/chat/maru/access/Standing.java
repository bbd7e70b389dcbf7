package chat.maru.access;

import java.util.Set;

/// What a member brings to every channel of its guild: while it is the same, nothing but the
/// overwrites of a channel can change whether the member sees it.
///
/// @param permissions in the guild as a whole
/// @param roles by which overwrites find the member; those that are gone left out
public record Standing(long permissions, Set<Long> roles) {}
