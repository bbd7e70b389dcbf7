package chat.maru.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A user as it sees itself (reference: "User object", with what only its owner gets).
///
/// @param email null for a bot
public record MeJson(
    long id,
    String username,
    String discriminator,
    @Nullable String globalName,
    @Nullable String avatar,
    boolean bot,
    boolean system,
    int flags,
    int publicFlags,
    @Nullable String banner,
    @Nullable Integer accentColor,
    @JsonInclude @Nullable Object avatarDecorationData,
    @JsonInclude @Nullable Object collectibles,
    @JsonInclude @Nullable Object primaryGuild,
    String bio,
    boolean mfaEnabled,
    String locale,
    int premiumType,
    @Nullable String email,
    boolean verified) {}
