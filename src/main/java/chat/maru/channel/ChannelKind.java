package chat.maru.channel;

import chat.maru.access.Grant;
import chat.maru.wire.ChannelJson;
import chat.maru.wire.ChannelSettings;

/// What the operations on one channel mean for its kind. Each kind of channel has one bean.
public interface ChannelKind {
  boolean includes(Grant grant);

  /// Shows a channel to the actor of the grant that was made for it.
  ChannelJson show(Grant grant);

  ChannelJson modify(Grant grant, ChannelSettings body);

  /// Ends a channel, or what the actor has of it. Returns what it was.
  ChannelJson delete(Grant grant);
}
