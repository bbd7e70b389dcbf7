package chat.maru.reference;

import com.fasterxml.jackson.databind.JsonNode;

/// What a client's owner is told, one call at a time, from the client's own threads. An owner that
/// takes long holds up its client alone.
public interface Watcher {

  /// A message of a channel, each once and in the order of its `seq`, whether it came as an event
  /// or was read from the history. All that a user of the client needs.
  default void message(JsonNode message) {}

  /// An attempt to send goes out.
  ///
  /// @param by `gateway` or `rest`
  default void sending(String channel, String key, String content, String by) {}

  /// The server answered an attempt, or nothing came.
  default void answered(String channel, String key, Decision decision) {}

  /// A session was made, or taken up again behind the sequence number `s`.
  default void opened(String session, String address, boolean resumed, int s) {}

  /// The socket is gone.
  default void closed(String session, int code) {}

  /// Every event as it came, repeats included.
  default void dispatched(String session, int s, String type, JsonNode data) {}

  /// A page of history was read.
  default void paged(Page page) {}
}
