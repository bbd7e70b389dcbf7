package chat.maru.message.audit;

/// What the table says of a message, tombstones too.
///
/// @param contentHash of what was accepted, as hexadecimal digits; kept by a tombstone
/// @param contentDigest SHA-256 of the text as it stands
/// @param changed whether it was edited or deleted, so that its text is another than at first
public record StoredRow(
    long channelId,
    long id,
    int seq,
    long authorId,
    String clientMsgId,
    String eventId,
    String contentHash,
    String contentDigest,
    boolean changed) {

  /// A message by its channel.
  public record Id(long channelId, long id) {}

  /// An idempotency key.
  public record Key(long channelId, long authorId, String clientMsgId) {}

  Id place() {
    return new Id(channelId, id);
  }

  Key key() {
    return new Key(channelId, authorId, clientMsgId);
  }
}
