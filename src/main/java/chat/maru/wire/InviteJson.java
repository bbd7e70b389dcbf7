package chat.maru.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An invite to a guild (reference: "Invite object").
///
/// @param uses with `maxUses`, `maxAge`, `temporary` and `createdAt`: for those who may manage the
///     invite; left out of a preview
public record InviteJson(
    int type,
    String code,
    Optional<UserJson> inviter,
    @Nullable Instant expiresAt,
    int flags,
    Guild guild,
    long guildId,
    Channel channel,
    Optional<Integer> uses,
    Optional<Integer> maxUses,
    Optional<Integer> maxAge,
    Optional<Boolean> temporary,
    Optional<Instant> createdAt,
    Optional<Integer> approximateMemberCount,
    Optional<Integer> approximatePresenceCount) {

  /// What a guild shows of itself to those outside.
  public record Guild(
      long id,
      String name,
      @Nullable String splash,
      @Nullable String banner,
      @Nullable String description,
      @Nullable String icon,
      List<String> features,
      int verificationLevel,
      @Nullable String vanityUrlCode,
      int nsfwLevel,
      boolean nsfw,
      int premiumSubscriptionCount) {}

  /// Where the invite leads.
  public record Channel(long id, int type, @Nullable String name) {}
}
