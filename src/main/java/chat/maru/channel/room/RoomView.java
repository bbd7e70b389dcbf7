package chat.maru.channel.room;

import chat.maru.channel.Channel;
import chat.maru.channel.ChannelType;
import chat.maru.kernel.Snowflake;
import chat.maru.wire.ChannelJson;
import chat.maru.wire.RoomJson;
import chat.maru.wire.UserJson;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A room with all that its people see of it.
///
/// @param people those who have part in it, the first fifty and one
/// @param count how many there are
/// @param lastReadMessageId how far the one who asks has read
/// @param unreadCount how many messages of others came after that, 100 for more too
/// @param lastOutboxId the last event of this room that is in what was read here
public record RoomView(
    Channel channel,
    List<UserJson> people,
    int count,
    @Nullable Long lastMessageId,
    @Nullable Long lastReadMessageId,
    int unreadCount,
    long lastOutboxId) {
  static final int SHOWN = 50;

  public long id() {
    return channel.id();
  }

  /// The room as a channel.
  ///
  /// @param viewer who is left out of the recipients; 0 for nobody
  public ChannelJson json(long viewer) {
    var ownerId = channel.ownerId();
    return channel.type() == ChannelType.DIRECT
        ? new ChannelJson.Direct(channel.id(), channel.type(), lastMessageId, 0, others(viewer))
        : new ChannelJson.Group(
            channel.id(),
            channel.type(),
            lastMessageId,
            0,
            others(viewer),
            channel.name(),
            channel.icon(),
            ownerId == null ? 0 : ownerId,
            access());
  }

  /// The room as a line of one's list.
  public RoomJson line(long viewer) {
    return new RoomJson(
        channel.id(),
        channel.type(),
        channel.name(),
        access(),
        channel.ownerId(),
        count,
        others(viewer),
        lastMessageId,
        Optional.ofNullable(lastMessageId).map(Snowflake::time).orElse(null),
        lastReadMessageId,
        unreadCount > 0,
        unreadCount);
  }

  private String access() {
    return Objects.requireNonNullElse(channel.access(), "invite");
  }

  private List<UserJson> others(long viewer) {
    return people.stream().filter(user -> user.id() != viewer).limit(SHOWN).toList();
  }
}
