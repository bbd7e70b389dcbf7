package chat.maru.proof.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;

/// One line of a journal. Times are microseconds since the epoch, taken from one clock that does
/// not step during a run; ids are text, as clients get them.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Entry.Sent.class, name = "sent"),
  @JsonSubTypes.Type(value = Entry.Answered.class, name = "answered"),
  @JsonSubTypes.Type(value = Entry.Edited.class, name = "edited"),
  @JsonSubTypes.Type(value = Entry.Opened.class, name = "opened"),
  @JsonSubTypes.Type(value = Entry.Follows.class, name = "follows"),
  @JsonSubTypes.Type(value = Entry.Closed.class, name = "closed"),
  @JsonSubTypes.Type(value = Entry.Shown.class, name = "shown"),
  @JsonSubTypes.Type(value = Entry.Paged.class, name = "paged"),
  @JsonSubTypes.Type(value = Entry.CursorAsked.class, name = "cursor-asked"),
  @JsonSubTypes.Type(value = Entry.CursorSeen.class, name = "cursor-seen"),
  @JsonSubTypes.Type(value = Entry.SightChanged.class, name = "sight-changed"),
  @JsonSubTypes.Type(value = Entry.Disturbed.class, name = "disturbed")
})
public sealed interface Entry {

  /// When it happened.
  long at();

  /// A message is about to be sent; each attempt is an entry, and all attempts of one message have
  /// one key.
  ///
  /// @param by `gateway` or `rest`
  /// @param user the sender's id
  record Sent(long at, String user, String channel, String key, String content, String by)
      implements Entry {}

  /// The server answered an attempt.
  ///
  /// @param status `ACCEPTED`, `STORED` (REST, with id and seq), `DUPLICATE`, `REFUSED` (final), or
  ///     `UNDECIDED` (a retryable refusal, a 5xx, or a connection that broke)
  /// @param code the error's code, 0 for none
  record Answered(
      long at,
      String user,
      String channel,
      String key,
      String status,
      int code,
      Optional<String> id,
      Optional<Integer> seq)
      implements Entry {}

  /// An edit of a message was answered with success.
  record Edited(long at, String user, String channel, String id, String content) implements Entry {}

  /// A session was made (READY) or taken up again (RESUMED) over a new socket.
  ///
  /// @param node where the socket leads to, as the client knows it
  /// @param s the last sequence number that the client had when it resumed; 0 in a new session
  record Opened(long at, String user, String session, String node, boolean resumed, int s)
      implements Entry {}

  /// A session was told of a channel as it stood, by READY or GUILD_CREATE: what is stored behind
  /// that is to come as events.
  ///
  /// @param lastId the channel's last message by then, `0` for none
  record Follows(long at, String user, String session, String channel, String lastId)
      implements Entry {}

  /// The socket ended.
  ///
  /// @param code of the close frame, 1006 where there was none
  record Closed(long at, String user, String session, int code) implements Entry {}

  /// The session was shown an event about a message.
  ///
  /// @param type `MESSAGE_CREATE`, `MESSAGE_UPDATE` or `MESSAGE_DELETE`
  /// @param s the dispatch's sequence number
  /// @param seq of the message; 0 where the event has none
  record Shown(
      long at,
      String user,
      String session,
      int s,
      String type,
      String channel,
      String id,
      int seq,
      String author,
      String content)
      implements Entry {}

  /// A page of history was read, as part of one walk through a channel.
  ///
  /// @param walk names the walk; its pages follow each other in the journal
  /// @param by `before`, `after` or `around`
  /// @param anchor the id that was asked with, empty for none
  /// @param ids in the order of the answer
  /// @param seqs of the same messages
  /// @param last whether the walk ends with this page
  record Paged(
      long at,
      String user,
      String channel,
      String walk,
      String by,
      String anchor,
      int limit,
      List<String> ids,
      List<Integer> seqs,
      boolean last)
      implements Entry {}

  /// The client asked to move its read cursor and got a success.
  record CursorAsked(long at, String user, String channel, String id) implements Entry {}

  /// The client was told its read cursor, by READY, an event or REST.
  record CursorSeen(long at, String user, String channel, String id) implements Entry {}

  /// Whether a user may see a channel changed: the change's call has been answered with success, so
  /// it is committed by this time.
  record SightChanged(long at, String user, String channel, boolean visible) implements Entry {}

  /// What the run did to the installation.
  ///
  /// @param what such as `kill -9`, `SIGSTOP`, `cut`
  /// @param target a node's name, or a part's
  record Disturbed(long at, String what, String target) implements Entry {}
}
