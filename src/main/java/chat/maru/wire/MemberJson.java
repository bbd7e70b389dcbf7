package chat.maru.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A member of a guild (reference: "Guild Member object").
///
/// @param guildId given in events, where nothing around the member names the guild
/// @param user left out where the user stands beside the member, as in a message
public record MemberJson(
    Optional<Long> guildId,
    Optional<UserJson> user,
    @Nullable String nick,
    @Nullable String avatar,
    @Nullable String banner,
    List<Long> roles,
    Instant joinedAt,
    @Nullable Instant premiumSince,
    boolean deaf,
    boolean mute,
    int flags,
    boolean pending,
    @Nullable Instant communicationDisabledUntil) {

  /// Returns the form that events carry.
  public MemberJson inGuild(long guild) {
    return with(Optional.of(guild), user);
  }

  /// Returns the form that messages carry beside their author.
  public MemberJson withoutUser() {
    return with(guildId, Optional.empty());
  }

  private MemberJson with(Optional<Long> guild, Optional<UserJson> who) {
    return new MemberJson(
        guild,
        who,
        nick,
        avatar,
        banner,
        roles,
        joinedAt,
        premiumSince,
        deaf,
        mute,
        flags,
        pending,
        communicationDisabledUntil);
  }
}
