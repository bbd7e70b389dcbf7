package chat.maru.wire;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the server promises of a message (ADR 0028).
///
/// @param clientMsgId the idempotency key, for its author alone
/// @param eventId which acceptance was stored, for its author alone
/// @param logPosition where the log tells of it; none where the log holds it no more
/// @param contentHash SHA-256 of what was accepted, as hexadecimal digits: of the first version of
///     an edited message, of what a deleted one was
/// @param signature all of it once more, as a compact JWS of type `maru-receipt+jwt`
public record ReceiptJson(
    long id,
    long channelId,
    int seq,
    long authorId,
    Optional<String> clientMsgId,
    Optional<String> eventId,
    @Nullable LogPositionJson logPosition,
    Instant storedAt,
    String contentHash,
    boolean deleted,
    Optional<String> signature) {

  /// The same, signed.
  public ReceiptJson signed(String text) {
    return new ReceiptJson(
        id,
        channelId,
        seq,
        authorId,
        clientMsgId,
        eventId,
        logPosition,
        storedAt,
        contentHash,
        deleted,
        Optional.of(text));
  }

  /// A place on the ordered log.
  ///
  /// @param offset of the record
  /// @param outboxId by which readers tell a repeat
  public record LogPositionJson(long offset, long outboxId) {}
}
