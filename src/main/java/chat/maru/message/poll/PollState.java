package chat.maru.message.poll;

import chat.maru.wire.PollJson;
import java.time.Instant;
import java.util.List;

/// What changes of a poll.
///
/// @param counts by answer; answers without a vote are left out
public record PollState(Instant expiresAt, boolean finalized, List<PollJson.Count> counts) {

  /// Whether no more votes are taken.
  boolean isClosed(Instant now) {
    return finalized || !now.isBefore(expiresAt);
  }
}
