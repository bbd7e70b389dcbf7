package chat.maru.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The author's membership in a message event: a member without its user.
public record MessageMemberJson(
    @Nullable String nick,
    @Nullable String avatar,
    @Nullable String banner,
    List<Long> roles,
    Instant joinedAt,
    @Nullable Instant premiumSince,
    boolean deaf,
    boolean mute,
    boolean pending,
    int flags,
    @Nullable Instant communicationDisabledUntil) {

  /// Makes the form of a member without any of what voice and subscriptions would add.
  public static MessageMemberJson of(
      @Nullable String nick, List<Long> roles, Instant joinedAt, @Nullable Instant timeoutUntil) {
    return new MessageMemberJson(
        nick, null, null, roles, joinedAt, null, false, false, false, 0, timeoutUntil);
  }
}
