package chat.maru.message.audit;

/// Something that was found wrong. Names ids and places, and nothing that anybody wrote.
///
/// @param channelId 0 where it is of no channel
/// @param messageId 0 where it is of none, or of several
/// @param seq the first place that it concerns; 0 for none
/// @param count how many messages it concerns
/// @param place where else it is to be seen: an outbox id, an offset, an event's id
public record Finding(
    Fault fault, long channelId, long messageId, int seq, int count, String place) {

  static Finding of(Fault fault, long channelId, long messageId, int seq) {
    return new Finding(fault, channelId, messageId, seq, 1, "");
  }

  /// What is wrong with places `first` to `last` of a channel.
  static Finding range(Fault fault, long channelId, int first, int last) {
    return new Finding(fault, channelId, 0, first, last - first + 1, "");
  }

  /// Something that is wrong with the installation and not with a channel.
  static Finding of(Fault fault, String place) {
    return new Finding(fault, 0, 0, 0, 1, place);
  }

  Finding at(String where) {
    return new Finding(fault, channelId, messageId, seq, count, where);
  }
}
