package chat.maru.wire;

import chat.maru.kernel.Patch;

/// The body of PATCH `/guilds/{guild_id}`.
public record ModifyGuild(
    Patch<String> name,
    Patch<String> description,
    Patch<String> icon,
    Patch<Integer> verificationLevel,
    Patch<Integer> defaultMessageNotifications,
    Patch<Integer> explicitContentFilter,
    Patch<Integer> afkTimeout,
    Patch<Long> afkChannelId,
    Patch<Long> systemChannelId,
    Patch<Integer> systemChannelFlags,
    Patch<Long> rulesChannelId,
    Patch<String> preferredLocale,
    Patch<Long> ownerId) {}
