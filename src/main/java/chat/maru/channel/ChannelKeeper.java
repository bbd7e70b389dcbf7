package chat.maru.channel;

import chat.maru.access.Gate;
import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.event.Audience;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.guild.GuildKeeper;
import chat.maru.kernel.Patch;
import chat.maru.kernel.Problem;
import chat.maru.platform.sql.NodeLease;
import chat.maru.wire.ChannelJson;
import chat.maru.wire.ChannelSettings;
import chat.maru.wire.event.ChannelEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.stream.LongStream;

/// Shows, changes and ends channels of guilds.
@ApplicationScoped
public class ChannelKeeper implements ChannelKind {
  @Inject Gate gate;
  @Inject Channels channels;
  @Inject ChannelRules rules;
  @Inject Event<ChannelDeleted> endings;
  @Inject GuildKeeper guilds;
  @Inject Keys keys;
  @Inject Outbox outbox;
  @Inject NodeLease ids;
  @Inject Clock clock;

  /// Lists the channels of a guild that the actor can see.
  @Transactional
  public List<ChannelJson> list(Actor actor, long guildId) {
    gate.guild(actor, guildId);
    return channels.listOf(guildId).stream()
        .filter(view -> gate.mayView(actor.userId(), view.id()))
        .map(ChannelView::json)
        .toList();
  }

  @Override
  public boolean includes(Grant grant) {
    return grant.guildId() != 0 && !ChannelType.isThread(grant.channelType());
  }

  @Override
  @Transactional
  public ChannelJson show(Grant grant) {
    return channels.view(grant.channelId()).json();
  }

  /// Changes a channel that the grant was made for.
  @Override
  @Transactional
  public ChannelJson modify(Grant grant, ChannelSettings body) {
    grant.require(Permission.MANAGE_CHANNELS);
    if (!body.permissionOverwrites().isKept()) {
      grant.require(Permission.MANAGE_ROLES);
    }
    var changes = ChannelChanges.of(body, grant.channelType());
    if (keys.lockGuilds(grant.guildId()) == 0) {
      throw Problem.UNKNOWN_CHANNEL.error();
    }
    lockHeads(grant, List.of());
    var channel = channels.find(grant.channelId()).orElseThrow(Problem.UNKNOWN_CHANNEL::error);
    changes.apply(channel, ids::nextId);
    rules.requireParent(channel);
    if (!(body.permissionOverwrites() instanceof Patch.Keep)) {
      var after = rules.overwrites(channel, body.permissionOverwrites().orElse(null));
      var before = channels.overwritesOf(List.of(channel.id));
      ChannelRules.requireOwnBits(grant.permissions(), before, after);
      channels.replaceOverwrites(channel.id, after);
    }
    return announced(channel.id, grant.guildId());
  }

  /// Ends a channel. Its row stays, its head is closed, its invites and what pointed at it go.
  @Override
  @Transactional
  public ChannelJson delete(Grant grant) {
    grant.require(Permission.MANAGE_CHANNELS);
    if (keys.lockGuilds(grant.guildId()) == 0) {
      throw Problem.UNKNOWN_CHANNEL.error();
    }
    var children = channels.childrenOf(grant.channelId());
    lockHeads(grant, children);
    var channel = channels.find(grant.channelId()).orElseThrow(Problem.UNKNOWN_CHANNEL::error);
    channel.deletedAt = clock.instant();
    channels.closeHeads(List.of(channel.id));
    endings.fire(new ChannelDeleted(grant.guildId(), channel.id));
    channels.orphan(channel.id);
    children.forEach(child -> announced(child, grant.guildId()));
    guilds.forgetChannel(grant.guildId(), channel.id);
    var json = channels.view(channel.id).json();
    outbox.announce(
        new Audience.Channel(channel.id, grant.guildId()), new ChannelEvent.Delete(json));
    return json;
  }

  private void lockHeads(Grant grant, List<Long> others) {
    var heads =
        LongStream.concat(
            LongStream.of(grant.channelId()), others.stream().mapToLong(Long::longValue));
    if (keys.lockHeads(heads.toArray()) != others.size() + 1) {
      throw Problem.UNKNOWN_CHANNEL.error();
    }
  }

  private ChannelJson announced(long channelId, long guildId) {
    var json = channels.view(channelId).json();
    outbox.announce(new Audience.Channel(channelId, guildId), new ChannelEvent.Update(json));
    return json;
  }
}
