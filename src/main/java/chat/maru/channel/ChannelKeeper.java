package chat.maru.channel;

import chat.maru.access.Gate;
import chat.maru.access.Grant;
import chat.maru.access.GuildGrant;
import chat.maru.access.LockedGate;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.event.Audience;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.guild.GuildKeeper;
import chat.maru.guild.audit.AuditAction;
import chat.maru.guild.audit.AuditLog;
import chat.maru.guild.audit.AuditNote;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/// Shows, changes and ends channels of guilds.
@ApplicationScoped
public class ChannelKeeper implements ChannelKind {
  @Inject Gate gate;
  @Inject LockedGate locked;
  @Inject Channels channels;
  @Inject ChannelRules rules;
  @Inject Event<ChannelDeleted> endings;
  @Inject GuildKeeper guilds;
  @Inject Keys keys;
  @Inject OverwriteNotes notes;
  @Inject Outbox outbox;
  @Inject NodeLease ids;
  @Inject AuditLog audit;
  @Inject Clock clock;

  /// Lists the channels of a guild that the actor can see.
  @Transactional
  public List<ChannelJson> list(Actor actor, long guildId) {
    gate.guild(actor, guildId);
    return channels.listOf(guildId).stream()
        .filter(view -> gate.mayView(actor.userId(), view.rights()))
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
    var needed = needed(body);
    grant.require(needed);
    var changes = ChannelChanges.of(body, grant.channelType());
    var now = locked.guildOf(grant);
    lockHeads(grant, List.of());
    locked.channel(now, grant.channelId(), needed);
    var view = channels.view(grant.channelId());
    var before = view.json();
    changes.apply(view.channel(), ids::nextId);
    rules.requireParent(view.channel());
    var after = overwrites(now, view, body);
    channels.turnOverwrites(view.overwrites(), after);
    rules.requireRoom(parent(view));
    var json = view.with(after).json();
    if (!json.equals(before)) {
      var told = new ArrayList<AuditNote>();
      told.add(
          AuditNote.of(AuditAction.CHANNEL_UPDATE, view.id()).differences(before, view.json()));
      told.addAll(notes.of(grant.guildId(), view.overwrites(), after));
      audit.recordAll(grant.actor(), grant.guildId(), told);
      outbox.announce(
          new Audience.Channel(view.id(), grant.guildId()), new ChannelEvent.Update(json));
    }
    return json;
  }

  private static Permission[] needed(ChannelSettings body) {
    return body.permissionOverwrites().isKept()
        ? new Permission[] {Permission.MANAGE_CHANNELS}
        : new Permission[] {Permission.MANAGE_CHANNELS, Permission.MANAGE_ROLES};
  }

  private static Set<Long> parent(ChannelView view) {
    var parent = view.channel().parentId;
    return parent == null ? Set.of() : Set.of(parent);
  }

  private List<Overwrite> overwrites(GuildGrant now, ChannelView view, ChannelSettings body) {
    if (body.permissionOverwrites().isKept()) {
      return view.overwrites();
    }
    var after = rules.overwrites(view.channel(), body.permissionOverwrites().orElse(null));
    ChannelRules.requireChangeable(
        rules.changeable(now, Optional.of(view), view.channel().parentId),
        view.overwrites(),
        after);
    return after;
  }

  /// Ends a channel. Its row stays, its head is closed, its invites and what pointed at it go.
  @Override
  @Transactional
  public ChannelJson delete(Grant grant) {
    grant.require(Permission.MANAGE_CHANNELS);
    var now = locked.guildOf(grant);
    var children = channels.childrenOf(grant.channelId());
    lockHeads(grant, children);
    locked.channel(now, grant.channelId(), Permission.MANAGE_CHANNELS);
    var view = channels.view(grant.channelId());
    endings.fire(new ChannelDeleted(grant.guildId(), view.id()));
    view.channel().deletedAt = clock.instant();
    channels.closeHeads(List.of(view.id()));
    channels.orphan(view.id());
    if (!children.isEmpty()) {
      outbox.announceAll(
          channels.views(children).values().stream().map(ChannelView::updated).toList());
    }
    guilds.forgetChannel(grant.guildId(), view.id());
    var json = view.json();
    audit.record(
        grant.actor(),
        grant.guildId(),
        AuditNote.of(AuditAction.CHANNEL_DELETE, view.id()).differences(json, null));
    outbox.announce(
        new Audience.Channel(view.id(), grant.guildId()), new ChannelEvent.Delete(json));
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
}
