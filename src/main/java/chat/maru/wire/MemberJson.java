package chat.maru.wire;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A member of a guild (reference: "Guild Member object").
///
/// @param guildId given in events, where nothing around the member names the guild
/// @param user left out where the user stands beside the member, as in a message
@RecordBuilder
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
    @Nullable Instant communicationDisabledUntil)
    implements MemberJsonBuilder.With {

  /// Returns the form that events carry.
  public MemberJson inGuild(long guild) {
    return withGuildId(Optional.of(guild));
  }

  /// Returns the form that messages carry beside their author.
  public MemberJson withoutUser() {
    return withUser(Optional.empty());
  }
}
