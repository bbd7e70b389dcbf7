package chat.maru.gateway;

/// What a client asked to hear.
///
/// @param intents the bits of IDENTIFY; all of them for a person's client that sends none
/// @param content whether it may read what others write in guilds
/// @param large guilds with more members name only those who are there at first
public record Interest(long intents, boolean content, Shard shard, int large) {}
