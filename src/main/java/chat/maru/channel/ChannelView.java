package chat.maru.channel;

import chat.maru.access.GuildRights;
import chat.maru.event.Audience;
import chat.maru.event.Outbox;
import chat.maru.wire.ChannelJson;
import chat.maru.wire.OverwriteJson;
import chat.maru.wire.event.ChannelEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A channel of a guild with all that clients see of it.
///
/// @param lastMessageId null while nothing was said
/// @param lastOutboxId the last event of this channel that is in what was read here
public record ChannelView(
    Channel channel,
    List<Overwrite> overwrites,
    @Nullable Long lastMessageId,
    @Nullable Instant lastPinAt,
    long lastOutboxId) {

  public long id() {
    return channel.id;
  }

  public ChannelJson json() {
    var forum = channel.forum;
    if (forum != null) {
      return new ChannelJson.Forum(
          common(), forum.tags(), forum.reaction(), forum.sortOrder(), forum.layout());
    }
    return channel.type == ChannelType.VOICE
        ? new ChannelJson.Voice(
            common(),
            Objects.requireNonNullElse(channel.bitrate, 64_000),
            Objects.requireNonNullElse(channel.userLimit, 0),
            channel.rtcRegion,
            Objects.requireNonNullElse(channel.videoQualityMode, 1))
        : common();
  }

  private ChannelJson.InGuild common() {
    var threads = ChannelType.hasThreads(channel.type);
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
        lastPinAt,
        channel.flags,
        threads ? Optional.ofNullable(channel.defaultAutoArchiveDuration) : Optional.empty(),
        threads ? Optional.of(channel.defaultThreadRateLimitPerUser) : Optional.empty());
  }

  /// What permissions are computed from.
  public GuildRights.Channel rights() {
    return GuildRights.Channel.inGuild(
        channel.id,
        channel.guildId(),
        channel.type,
        overwrites.stream()
            .map(it -> new GuildRights.Overwrite(it.targetId(), it.allow(), it.deny()))
            .toList());
  }

  /// The same channel, as if it had these overwrites.
  ChannelView with(List<Overwrite> others) {
    return new ChannelView(channel, others, lastMessageId, lastPinAt, lastOutboxId);
  }

  /// What those are told who see the channel.
  Outbox.Announcement updated() {
    return new Outbox.Announcement(
        new Audience.Channel(channel.id, channel.guildId()), new ChannelEvent.Update(json()));
  }

  private List<OverwriteJson> overwriteJson() {
    return overwrites.stream().map(Overwrite::json).toList();
  }
}
