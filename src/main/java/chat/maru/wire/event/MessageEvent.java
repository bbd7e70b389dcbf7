package chat.maru.wire.event;

import chat.maru.wire.MessageJson;
import java.util.List;
import java.util.Optional;

/// What happens to messages after they were sent. MESSAGE_CREATE is written by the worker that
/// stores the message, a batch at a time.
public sealed interface MessageEvent extends Dispatch {

  /// A message has changed; the whole of it as it is now.
  record Update(MessageJson body) implements MessageEvent {
    @Override
    public String type() {
      return "MESSAGE_UPDATE";
    }
  }

  /// A message is gone.
  record Delete(Gone body) implements MessageEvent {
    @Override
    public String type() {
      return "MESSAGE_DELETE";
    }
  }

  /// Several messages are gone at once.
  record DeleteBulk(AllGone body) implements MessageEvent {
    @Override
    public String type() {
      return "MESSAGE_DELETE_BULK";
    }
  }

  /// Which one.
  record Gone(long id, long channelId, Optional<Long> guildId) {}

  /// Which ones.
  record AllGone(List<Long> ids, long channelId, Optional<Long> guildId) {}
}
