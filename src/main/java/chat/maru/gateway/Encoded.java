package chat.maru.gateway;

/// A dispatch frame as text, all but its sequence number, shared by every session that gets it.
///
/// @param head the frame up to the value of `s`, its last key
/// @param guildId 0 outside of guilds
/// @param channelId 0 for what belongs to no channel
/// @param anyOf permissions of which its receivers need one; 0 for none
record Encoded(String type, String head, long guildId, long channelId, long anyOf) {

  static Encoded of(String type, String data, long guildId, long channelId) {
    return new Encoded(type, opening(type) + data + ",\"s\":", guildId, channelId, 0);
  }

  private static String opening(String type) {
    return "{\"op\":0,\"t\":\"" + type + "\",\"d\":";
  }

  /// The same data under the name of another event.
  Encoded as(String other) {
    return new Encoded(
        other, opening(other) + head.substring(opening(type).length()), guildId, channelId, anyOf);
  }

  Encoded only(long permissions) {
    return new Encoded(type, head, guildId, channelId, permissions);
  }

  String frame(int sequence) {
    return head + sequence + '}';
  }

  int size() {
    return head.length();
  }
}
