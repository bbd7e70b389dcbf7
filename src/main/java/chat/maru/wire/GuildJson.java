package chat.maru.wire;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A guild (reference: "Guild object"), with every key that clients demand.
///
/// @param approximateMemberCount given when it was asked for (`with_counts`)
/// @param approximatePresenceCount as `approximateMemberCount`
public record GuildJson(
    long id,
    String name,
    @Nullable String icon,
    @Nullable String description,
    @Nullable String homeHeader,
    @Nullable String splash,
    @Nullable String discoverySplash,
    List<String> features,
    @Nullable String banner,
    long ownerId,
    @Nullable Long applicationId,
    String region,
    @Nullable Long afkChannelId,
    int afkTimeout,
    @Nullable Long systemChannelId,
    int systemChannelFlags,
    boolean widgetEnabled,
    @Nullable Long widgetChannelId,
    int verificationLevel,
    List<RoleJson> roles,
    int defaultMessageNotifications,
    int mfaLevel,
    int explicitContentFilter,
    @Nullable Integer maxPresences,
    int maxMembers,
    int maxStageVideoChannelUsers,
    int maxVideoChannelUsers,
    @Nullable String vanityUrlCode,
    int premiumTier,
    int premiumSubscriptionCount,
    String preferredLocale,
    @Nullable Long rulesChannelId,
    @Nullable Long safetyAlertsChannelId,
    @Nullable Long publicUpdatesChannelId,
    boolean premiumProgressBarEnabled,
    boolean nsfw,
    int nsfwLevel,
    List<EmojiJson> emojis,
    List<Object> stickers,
    @Nullable Object incidentsData,
    Optional<Integer> approximateMemberCount,
    Optional<Integer> approximatePresenceCount) {}
