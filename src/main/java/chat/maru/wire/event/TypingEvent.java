package chat.maru.wire.event;

import chat.maru.wire.MemberJson;
import java.util.Optional;

/// Somebody writes. Clients show it for about ten seconds, or until the message comes.
public sealed interface TypingEvent extends Dispatch {

  /// Somebody has begun to write, or goes on.
  record Start(Body body) implements TypingEvent {
    @Override
    public String type() {
      return "TYPING_START";
    }
  }

  /// Who where.
  ///
  /// @param guildId empty in a room, as `member`
  /// @param timestamp seconds since 1970
  record Body(
      long channelId,
      Optional<Long> guildId,
      long userId,
      int timestamp,
      Optional<MemberJson> member) {}
}
