package chat.maru.message.audit;

/// A finding as administrators see it.
///
/// @param kind LOST, DOUBLED, REORDERED or UNSOUND
/// @param channelId 0 where it is of no channel
/// @param messageId 0 where it is of none, or of several
/// @param seq the first place that it concerns
/// @param count how many messages it concerns
/// @param place where else it is to be seen: an outbox id, an offset, an event's id
public record FindingJson(
    String kind, String fault, long channelId, long messageId, int seq, int count, String place) {

  static FindingJson of(Finding it) {
    return new FindingJson(
        it.fault().kind().name(),
        it.fault().name(),
        it.channelId(),
        it.messageId(),
        it.seq(),
        it.count(),
        it.place());
  }
}
