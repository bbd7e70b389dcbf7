package chat.maru.channel;

import chat.maru.access.Grant;
import chat.maru.access.GuildGrant;
import chat.maru.access.LockedGate;
import chat.maru.access.Permission;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.guild.audit.AuditLog;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.wire.SetOverwrite;
import chat.maru.wire.event.ChannelEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Changes what single roles and members may do in a channel. Who sees the channel afterwards is
/// told so, and nobody else: clients conclude the rest.
@ApplicationScoped
public class OverwriteKeeper {
  private static final int MAX_OVERWRITES = 1000;

  @Inject LockedGate locked;
  @Inject Channels channels;
  @Inject ChannelRules rules;
  @Inject OverwriteNotes notes;
  @Inject Keys keys;
  @Inject Outbox outbox;
  @Inject AuditLog audit;

  /// Sets the overwrite of a role or a member, in the place of the one that it had.
  @Transactional
  public void set(Grant grant, long targetId, SetOverwrite body) {
    grant.requireInGuild(Permission.MANAGE_ROLES);
    new Check()
        .range("type", body.type(), Overwrite.ROLE, Overwrite.MEMBER)
        .range("allow", body.allow(), 0, Long.MAX_VALUE)
        .range("deny", body.deny(), 0, Long.MAX_VALUE)
        .orRefuse();
    var now = locked(grant);
    var before = channels.overwritesOf(List.of(grant.channelId()));
    var old = find(before, targetId);
    int usual = old.map(Overwrite::type).orElse(Overwrite.ROLE);
    int type = body.type() == null ? usual : body.type();
    var fresh =
        new Overwrite(
            grant.channelId(),
            targetId,
            type,
            ChannelRules.bits(body.allow()),
            ChannelRules.bits(body.deny()));
    if (old.isEmpty() || old.get().type() != type) {
      rules.requireTarget(grant.guildId(), fresh);
    }
    if (old.isEmpty() && before.size() >= MAX_OVERWRITES) {
      throw Problem.MAX_OVERWRITES.error();
    }
    if (!old.equals(Optional.of(fresh))) {
      var after = new ArrayList<>(before);
      old.ifPresent(after::remove);
      after.add(fresh);
      after.sort(Comparator.comparingLong(Overwrite::targetId));
      change(now, grant, before, after);
    }
  }

  /// Takes the overwrite of a role or a member away.
  @Transactional
  public void remove(Grant grant, long targetId) {
    grant.requireInGuild(Permission.MANAGE_ROLES);
    var now = locked(grant);
    var before = channels.overwritesOf(List.of(grant.channelId()));
    var old = find(before, targetId).orElseThrow(Problem.UNKNOWN_OVERWRITE::error);
    var after = new ArrayList<>(before);
    after.remove(old);
    change(now, grant, before, after);
  }

  private GuildGrant locked(Grant grant) {
    var now = locked.guildOf(grant);
    keys.lockHead(grant.channelId(), Problem.UNKNOWN_CHANNEL);
    locked.channel(now, grant.channelId(), Permission.MANAGE_ROLES);
    return now;
  }

  private void change(GuildGrant now, Grant grant, List<Overwrite> before, List<Overwrite> after) {
    var view = channels.view(grant.channelId());
    ChannelRules.requireChangeable(
        rules.changeable(now, Optional.of(view), view.channel().parentId), before, after);
    channels.turnOverwrites(before, after);
    audit.recordAll(grant.actor(), grant.guildId(), notes.of(grant.guildId(), before, after));
    outbox.announce(grant.audience(), new ChannelEvent.Update(view.with(after).json()));
  }

  private static Optional<Overwrite> find(List<Overwrite> list, long targetId) {
    return list.stream().filter(it -> it.targetId() == targetId).findFirst();
  }
}
