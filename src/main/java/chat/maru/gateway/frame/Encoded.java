package chat.maru.gateway.frame;

/// A dispatch frame, all but its sequence number, shared by every session that gets it.
///
/// @param head the frame up to the value of `s`, its last key
/// @param guildId 0 outside of guilds
/// @param channelId 0 for what belongs to no channel
/// @param anyOf permissions of which its receivers need one; 0 for none
/// @param offset the record of the log that it comes from, or has to be read again from; [#NOWHERE]
///     for what does not come from the log
public record Encoded(
    String type, Text head, long guildId, long channelId, long anyOf, long offset) {
  public static final long NOWHERE = -1;

  /// Marks a part of what a client gets at its start: it can not be read again.
  public static final long SNAPSHOT = -2;

  public static Encoded of(String type, String data, long guildId, long channelId) {
    var head = new Text(opening(type) + data + ",\"s\":");
    return new Encoded(type, head, guildId, channelId, 0, NOWHERE);
  }

  private static String opening(String type) {
    return "{\"op\":0,\"t\":\"" + type + "\",\"d\":";
  }

  /// The same data under the name of another event.
  public Encoded as(String other) {
    return new Encoded(
        other,
        new Text(opening(other) + head.toString().substring(opening(type).length())),
        guildId,
        channelId,
        anyOf,
        offset);
  }

  public Encoded at(long position) {
    return new Encoded(type, head, guildId, channelId, anyOf, position);
  }

  public Encoded only(long permissions) {
    return new Encoded(type, head, guildId, channelId, permissions, offset);
  }

  public String frame(int sequence) {
    return head.toString() + sequence + '}';
  }

  public int size() {
    return head.length();
  }
}
