package chat.maru.proof.check;

import chat.maru.proof.journal.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All that is known of a run after it has come to rest: what clients wrote down, what the topics
/// hold, and what the tables hold.
///
/// @param journals the entries of each client in its own order
/// @param log all of the ordered log, by offset, heartbeats left out
/// @param outbox what was never published
public record Evidence(
    List<List<Entry>> journals,
    List<StoredMessage> messages,
    List<Version> versions,
    List<Head> heads,
    List<Accepted> accepted,
    List<Logged> log,
    List<DeadLetter> deadLetters,
    List<OutboxRow> outbox,
    List<ReadState> readStates,
    List<Lease> leases) {

  /// A row of `messages`.
  ///
  /// @param deleted whether it is a tombstone, whose content is gone
  public record StoredMessage(
      long channel,
      long id,
      int seq,
      long author,
      String key,
      String eventId,
      String content,
      boolean deleted) {}

  /// What a message said before an edit.
  public record Version(long channel, long id, int version, String content) {}

  /// How far a channel has come.
  ///
  /// @param lastId 0 for none
  public record Head(long channel, int lastSeq, long lastId, long lastOutboxId, boolean closed) {}

  /// A record of the log of accepted messages.
  ///
  /// @param event empty where it can't be read as one
  public record Accepted(int partition, long offset, Optional<Event> event) {}

  /// What was accepted.
  public record Event(
      String eventId, long channel, long sender, String key, String content, Instant at) {}

  /// A record of the ordered log.
  ///
  /// @param type such as `MESSAGE_CREATE`
  /// @param key whose order it is in: a channel, a guild or a user
  /// @param message what it says of a message; empty for other types
  /// @param outcome how an accepted message was decided otherwise than by being stored
  public record Logged(
      long offset,
      String type,
      long key,
      long outboxId,
      Optional<Told> message,
      Optional<Outcome> outcome) {}

  /// A message as a record of the log tells it.
  ///
  /// @param seq 0 where it says none
  /// @param clientMsgId of the event that made it; empty in updates
  public record Told(
      long channel,
      long id,
      int seq,
      long author,
      Optional<String> content,
      Optional<String> clientMsgId) {}

  /// What a sender is told instead of seeing its message.
  public record Outcome(
      long channel,
      long sender,
      String eventId,
      String clientMsgId,
      String status,
      Optional<Long> id,
      Optional<Integer> seq) {}

  /// An event that was set aside.
  ///
  /// @param place topic, partition and offset of one that could not be read; else empty
  public record DeadLetter(long offset, String place, Optional<Event> event) {}

  /// A row of the outbox.
  public record OutboxRow(long id, long key) {}

  /// A user's read cursor.
  public record ReadState(long user, long channel, long lastRead) {}

  /// A node's number.
  public record Lease(int node, Optional<String> holder) {}
}
