package chat.maru.limit;

import java.time.Duration;

/// One thing that somebody wants to do in a channel with slow mode.
///
/// @param every how long one turn lasts
/// @param what tells a repeat of the same from another one
public record Turn(Slowmode of, long userId, long channelId, Duration every, String what) {

  /// Where it lies.
  String key() {
    return "limit:{u" + userId + "}:" + of.id() + ":c" + channelId;
  }
}
