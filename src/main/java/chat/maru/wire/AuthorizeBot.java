package chat.maru.wire;

import org.jspecify.annotations.Nullable;

/// The body of POST `/oauth2/authorize`, by which a user brings a bot into a guild.
public record AuthorizeBot(
    @Nullable Long guildId, @Nullable Boolean authorize, @Nullable Long permissions) {}
