package chat.maru.wire;

import chat.maru.kernel.Patch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of PATCH `/guilds/{guild_id}`.
public record ModifyGuild(
    Patch<String> name,
    Patch<String> description,
    Patch<String> icon,
    Patch<String> splash,
    Patch<String> discoverySplash,
    Patch<String> banner,
    Patch<Integer> verificationLevel,
    Patch<Integer> defaultMessageNotifications,
    Patch<Integer> explicitContentFilter,
    Patch<Integer> afkTimeout,
    Patch<Long> afkChannelId,
    Patch<Long> systemChannelId,
    Patch<Integer> systemChannelFlags,
    Patch<Long> rulesChannelId,
    Patch<Long> publicUpdatesChannelId,
    Patch<Long> safetyAlertsChannelId,
    Patch<String> preferredLocale,
    Patch<List<@Nullable String>> features,
    Patch<Boolean> premiumProgressBarEnabled,
    Patch<Long> ownerId) {}
