package chat.maru.message.audit;

import chat.maru.message.audit.LogEntry.LoggedMessage;
import chat.maru.message.log.MessageAccepted;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether two of the three places that know of a message say the same.
final class Agreement {
  private Agreement() {}

  /// Holds a record of the log against the row that it tells of. A tombstone agrees: a message that
  /// was deleted had been stored.
  static Optional<Finding> check(LoggedMessage logged, @Nullable StoredRow row) {
    var where = "outbox " + logged.outboxId() + " at " + logged.offset();
    if (row == null) {
      return Optional.of(
          Finding.of(Fault.NOT_IN_TABLE, logged.channelId(), logged.id(), logged.seq()).at(where));
    }
    var same =
        row.seq() == logged.seq()
            && row.authorId() == logged.authorId()
            && row.clientMsgId().equals(logged.clientMsgId())
            && row.eventId().equals(logged.eventId())
            && (row.changed() || row.contentDigest().equals(logged.contentDigest()));
    return same
        ? Optional.empty()
        : Optional.of(
            Finding.of(Fault.DIFFERS, logged.channelId(), logged.id(), row.seq()).at(where));
  }

  /// How an accepted message was decided, as far as the table knows.
  enum Decision {
    /// There is its row.
    STORED,
    /// There is its row, with other content.
    DIFFERS,
    /// Its key is another message's, or nobody's: its sender must have been told.
    ELSEWHERE
  }

  static Decision decision(MessageAccepted event, @Nullable StoredRow row) {
    if (row == null || !row.eventId().equals(event.eventId().toLowerCase(Locale.ROOT))) {
      return Decision.ELSEWHERE;
    }
    return row.contentHash().equals(event.contentHashHex()) ? Decision.STORED : Decision.DIFFERS;
  }
}
