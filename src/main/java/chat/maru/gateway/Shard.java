package chat.maru.gateway;

/// A part of a bot's guilds (reference: "Sharding").
public record Shard(int id, int count) {
  public static final Shard WHOLE = new Shard(0, 1);

  boolean holds(long guildId) {
    return (guildId >> 22) % count == id;
  }

  /// Direct messages and rooms go to the first shard.
  boolean holdsDirect() {
    return id == 0;
  }
}
