package chat.maru.channel;

import chat.maru.access.Gate;
import chat.maru.access.GuildGrant;
import chat.maru.access.LockedGate;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.event.Audience;
import chat.maru.event.Outbox;
import chat.maru.guild.GuildCreated;
import chat.maru.guild.audit.AuditAction;
import chat.maru.guild.audit.AuditLog;
import chat.maru.guild.audit.AuditNote;
import chat.maru.kernel.Patch;
import chat.maru.kernel.Problem;
import chat.maru.platform.sql.NodeLease;
import chat.maru.wire.ChannelJson;
import chat.maru.wire.ChannelSettings;
import chat.maru.wire.OverwriteInput;
import chat.maru.wire.event.ChannelEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes channels of guilds.
@ApplicationScoped
public class ChannelMaker {
  private static final int MAX_CHANNELS = 500;

  @Inject Gate gate;
  @Inject LockedGate locked;
  @Inject Channels channels;
  @Inject ChannelRules rules;
  @Inject Outbox outbox;
  @Inject AuditLog audit;
  @Inject NodeLease ids;
  @Inject Clock clock;

  @Transactional
  public ChannelJson create(Actor actor, long guildId, ChannelSettings body) {
    var early = gate.guild(actor, guildId, Permission.MANAGE_CHANNELS);
    var changes = ChannelChanges.ofNew(body);
    var grant = locked.guild(early);
    var room = channels.roomIn(guildId);
    if (room.count() >= MAX_CHANNELS) {
      throw Problem.MAX_CHANNELS.error();
    }
    var channel =
        Channel.inGuild(ids.nextId(), guildId, ChannelChanges.typeOf(body), "", clock.instant());
    channel.position = room.next();
    changes.apply(channel, ids::nextId);
    rules.requireParent(channel);
    var overwrites = overwrites(grant, channel, body.permissionOverwrites());
    channels.add(channel);
    channels.putOverwrites(overwrites);
    rules.requireRoom(channel.parentId == null ? Set.of() : Set.of(channel.parentId));
    var json = channels.view(channel.id).json();
    audit.record(
        actor,
        guildId,
        AuditNote.of(AuditAction.CHANNEL_CREATE, channel.id).differences(null, json));
    outbox.announce(new Audience.Channel(channel.id, guildId), new ChannelEvent.Create(json));
    return json;
  }

  /// A channel that says nothing of its own begins with what its category has.
  private List<Overwrite> overwrites(
      GuildGrant now, Channel channel, Patch<List<@Nullable OverwriteInput>> given) {
    if (given.isKept() && channel.parentId != null) {
      return channels.overwritesOf(List.of(channel.parentId)).stream()
          .map(overwrite -> overwrite.in(channel.id))
          .toList();
    }
    var overwrites = rules.overwrites(channel, given.orElse(null));
    ChannelRules.requireChangeable(
        rules.changeable(now, Optional.empty(), channel.parentId), List.of(), overwrites);
    return overwrites;
  }

  /// Gives a new guild its first channel. Nobody but the founder is there to be told, who gets the
  /// guild as a whole.
  void welcome(@Observes GuildCreated created) {
    var guild = created.guild();
    var channel =
        Channel.inGuild(ids.nextId(), guild.id(), ChannelType.TEXT, "general", clock.instant());
    channels.add(channel);
    guild.useSystemChannel(channel.id);
  }
}
