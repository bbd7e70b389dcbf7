package chat.maru.reference;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The last message that a client has of each channel: what it keeps on disk, if it wants to catch
/// up after its own end. `seq` is gapless from 1 in every channel, so one number tells a repeat,
/// the next message and a loss apart.
public final class Marks {
  private final Map<String, Mark> marks = new ConcurrentHashMap<>();

  /// @param id of the last message, `0` before the first
  /// @param seq of the last message, 0 before the first
  public record Mark(String id, int seq) {
    /// Before the first message of a channel.
    public static final Mark START = new Mark("0", 0);
  }

  /// What a message is to a client.
  public enum Place {
    /// The one after the last; or the first of a channel that was not followed.
    NEXT,
    /// Known already: to be dropped.
    REPEAT,
    /// Something between is missing: the history has it.
    BEYOND
  }

  /// Begins to follow a channel behind this message.
  public void follow(String channel, Mark last) {
    marks.put(channel, last);
  }

  public void forget(String channel) {
    marks.remove(channel);
  }

  public Place placeOf(String channel, int seq) {
    var last = marks.get(channel);
    if (last == null || seq == last.seq() + 1) {
      return Place.NEXT;
    }
    return seq <= last.seq() ? Place.REPEAT : Place.BEYOND;
  }

  /// The message was handed on.
  void passed(String channel, String id, int seq) {
    marks.put(channel, new Mark(id, seq));
  }

  /// The last message of a channel; the start where it was not followed.
  public Mark last(String channel) {
    return marks.getOrDefault(channel, Mark.START);
  }

  public Set<String> channels() {
    return Set.copyOf(marks.keySet());
  }
}
