package chat.maru.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What a member's permissions are computed from.
///
/// @param roles the member's roles, `@everyone` left out
/// @param timeoutUntil when the member may take part again
public record MemberRights(
    long guildId, long userId, Set<Long> roles, Optional<Instant> timeoutUntil) {

  /// A member that has `@everyone` alone.
  static MemberRights ofNobody(long guildId) {
    return plain(guildId, 0);
  }

  /// A user that has `@everyone` alone.
  static MemberRights plain(long guildId, long userId) {
    return new MemberRights(guildId, userId, Set.of(), Optional.empty());
  }

  boolean timedOut(Instant now) {
    return timeoutUntil.isPresent() && timeoutUntil.get().isAfter(now);
  }
}
