package chat.maru.channel;

import chat.maru.wire.ChannelJson;
import chat.maru.wire.OverwriteJson;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A channel of a guild with all that clients see of it.
///
/// @param lastMessageId null while nothing was said
/// @param lastOutboxId the last event of this channel that is in what was read here
public record ChannelView(
    Channel channel, List<Overwrite> overwrites, @Nullable Long lastMessageId, long lastOutboxId) {

  public long id() {
    return channel.id;
  }

  public ChannelJson json() {
    return new ChannelJson.InGuild(
        channel.id,
        channel.type,
        channel.guildId(),
        channel.name == null ? "" : channel.name,
        channel.topic,
        channel.position,
        channel.parentId,
        overwriteJson(),
        channel.nsfw,
        channel.rateLimitPerUser,
        lastMessageId,
        0,
        Optional.ofNullable(channel.bitrate),
        Optional.ofNullable(channel.userLimit));
  }

  private List<OverwriteJson> overwriteJson() {
    return overwrites.stream().map(Overwrite::json).toList();
  }
}
