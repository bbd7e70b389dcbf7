package chat.maru.guild.member;

import chat.maru.access.MemberRights;
import chat.maru.wire.MemberJson;
import chat.maru.wire.UserJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A user in a guild.
///
/// @param roles ids, `@everyone` left out
/// @param temporary whether it came by an invite for temporary membership
/// @param flags what is noted about it (reference: "Guild Member flags")
public record Member(
    long guildId,
    UserJson user,
    @Nullable String nick,
    List<Long> roles,
    Instant joinedAt,
    @Nullable Instant timeoutUntil,
    boolean temporary,
    int flags) {

  public long userId() {
    return user.id();
  }

  /// What the member's permissions and its place are computed from.
  public MemberRights rights() {
    return new MemberRights(
        guildId, user.id(), Set.copyOf(roles), Optional.ofNullable(timeoutUntil));
  }

  Member renamed(@Nullable String name) {
    return new Member(guildId, user, name, roles, joinedAt, timeoutUntil, temporary, flags);
  }

  Member timedOut(@Nullable Instant until) {
    return new Member(guildId, user, nick, roles, joinedAt, until, temporary, flags);
  }

  Member flagged(int set) {
    return new Member(guildId, user, nick, roles, joinedAt, timeoutUntil, temporary, set);
  }

  /// What members see.
  public MemberJson json() {
    return new MemberJson(
        Optional.empty(),
        Optional.of(user),
        nick,
        null,
        null,
        roles,
        joinedAt,
        null,
        false,
        false,
        flags,
        false,
        timeoutUntil);
  }
}
