package chat.maru.app.follow;

import chat.maru.access.Gate;
import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.app.webhook.Webhook;
import chat.maru.app.webhook.WebhookMaker;
import chat.maru.channel.ChannelType;
import chat.maru.channel.Channels;
import chat.maru.guild.Guilds;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.message.SystemMessages;
import chat.maru.message.persist.MessageWriter;
import chat.maru.wire.FollowChannel;
import chat.maru.wire.FollowedChannelJson;
import chat.maru.wire.MessageReferenceJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// Lets channels follow announcement channels, of their own guild or of another one.
@ApplicationScoped
public class ChannelFollower {
  private static final int CHANNEL_FOLLOW_ADD = 12;
  private static final int MAX_NAME = 80;

  @Inject Gate gate;
  @Inject WebhookMaker maker;
  @Inject Crossposts crossposts;
  @Inject Guilds guilds;
  @Inject Channels channels;
  @Inject SystemMessages notices;
  @Inject MessageWriter writer;

  /// Lets a channel follow the one of the grant, and tells the people there. A channel that follows
  /// it already goes on as it does.
  ///
  /// @throws chat.maru.kernel.ApiException 50024 if one of the two is no channel for that, 30007 if
  ///     the following one has 15 webhooks
  @Transactional
  public FollowedChannelJson follow(Grant source, FollowChannel body) {
    requireType(source.channelType() == ChannelType.ANNOUNCEMENT);
    new Check().required("webhook_channel_id", body.webhookChannelId()).orRefuse();
    var id = Optional.ofNullable(body.webhookChannelId()).orElseThrow();
    var target = gate.channel(source.actor(), id);
    target.requireInGuild(Permission.MANAGE_WEBHOOKS);
    requireType(
        target.channelId() != source.channelId()
            && (target.channelType() == ChannelType.TEXT
                || target.channelType() == ChannelType.ANNOUNCEMENT));
    maker.lock(target);
    var webhookId =
        crossposts.follower(source.channelId(), id).orElseGet(() -> begin(source, target));
    return new FollowedChannelJson(source.channelId(), webhookId);
  }

  private long begin(Grant source, Grant target) {
    var guild = guilds.find(source.guildId()).orElseThrow(Problem.UNKNOWN_CHANNEL::error);
    var name =
        channels
            .find(source.channelId())
            .flatMap(channel -> Optional.ofNullable(channel.name()))
            .orElseThrow(Problem.UNKNOWN_CHANNEL::error);
    var webhook =
        maker.follower(
            target,
            new Webhook.Followed(source.guildId(), source.channelId()),
            new WebhookMaker.Shown(
                cut(guild.name() + " #" + name), Optional.ofNullable(guild.icon())));
    var reference = new MessageReferenceJson(0, null, source.channelId(), source.guildId(), null);
    writer.write(
        List.of(
            notices.of(
                new SystemMessages.Told(
                    target.channelId(),
                    CHANNEL_FOLLOW_ADD,
                    source.actor().userId(),
                    name,
                    Optional.of(reference)))));
    return webhook.id();
  }

  private static String cut(String name) {
    return name.codePointCount(0, name.length()) <= MAX_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, MAX_NAME));
  }

  private static void requireType(boolean right) {
    if (!right) {
      throw Problem.CANNOT_EXECUTE_ON_CHANNEL_TYPE.error();
    }
  }
}
