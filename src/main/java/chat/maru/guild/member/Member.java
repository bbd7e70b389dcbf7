package chat.maru.guild.member;

import chat.maru.wire.MemberJson;
import chat.maru.wire.UserJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A user in a guild.
///
/// @param roles ids, `@everyone` left out
/// @param temporary whether it came by an invite for temporary membership
public record Member(
    long guildId,
    UserJson user,
    @Nullable String nick,
    List<Long> roles,
    Instant joinedAt,
    @Nullable Instant timeoutUntil,
    boolean temporary) {

  public long userId() {
    return user.id();
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
        0,
        false,
        timeoutUntil);
  }
}
