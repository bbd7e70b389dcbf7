package chat.maru.wire.event;

import chat.maru.wire.ChannelJson;
import chat.maru.wire.UserJson;

/// What happens to channels and rooms.
public sealed interface ChannelEvent extends Dispatch {

  /// A channel was made, or a user has got part in a room.
  record Create(ChannelJson body) implements ChannelEvent {
    @Override
    public String type() {
      return "CHANNEL_CREATE";
    }
  }

  /// Settings have changed.
  record Update(ChannelJson body) implements ChannelEvent {
    @Override
    public String type() {
      return "CHANNEL_UPDATE";
    }
  }

  /// A channel is gone, or a user has no part in a room any more.
  record Delete(ChannelJson body) implements ChannelEvent {
    @Override
    public String type() {
      return "CHANNEL_DELETE";
    }
  }

  /// Somebody has entered a room.
  record RecipientAdd(Recipient body) implements ChannelEvent {
    @Override
    public String type() {
      return "CHANNEL_RECIPIENT_ADD";
    }
  }

  /// Somebody has left a room.
  record RecipientRemove(Recipient body) implements ChannelEvent {
    @Override
    public String type() {
      return "CHANNEL_RECIPIENT_REMOVE";
    }
  }

  /// Who of which room.
  record Recipient(long channelId, UserJson user) {}
}
