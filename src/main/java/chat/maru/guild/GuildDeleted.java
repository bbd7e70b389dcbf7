package chat.maru.guild;

/// Fired inside the transaction that deletes a guild, under its lock and before the first write.
public record GuildDeleted(long guildId) {}
