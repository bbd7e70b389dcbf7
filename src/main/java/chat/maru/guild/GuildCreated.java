package chat.maru.guild;

/// Fired inside the transaction that makes a guild, after its rows are there and before anybody is
/// told: what it must not be without is made now.
public record GuildCreated(Guild guild) {}
