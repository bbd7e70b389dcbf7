package chat.maru.channel.invite;

import chat.maru.access.Gate;
import chat.maru.access.Grant;
import chat.maru.access.LockedGate;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.guild.Guild;
import chat.maru.guild.Guilds;
import chat.maru.guild.audit.AuditLog;
import chat.maru.guild.member.Membership;
import chat.maru.kernel.Problem;
import chat.maru.wire.InviteJson;
import chat.maru.wire.event.InviteEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/// Shows, accepts and withdraws invites.
@ApplicationScoped
public class InviteKeeper {
  @Inject Gate gate;
  @Inject LockedGate locked;
  @Inject Guilds guilds;
  @Inject Invites invites;
  @Inject InviteView view;
  @Inject Membership membership;
  @Inject Keys keys;
  @Inject Outbox outbox;
  @Inject AuditLog audit;
  @Inject Clock clock;

  /// Shows an invite to anybody who knows its code.
  @Transactional
  public InviteJson preview(String code, boolean counts) {
    return view.preview(usable(code), counts);
  }

  /// Lists the invites of a guild.
  @Transactional
  public List<InviteJson> listOfGuild(Actor actor, long guildId) {
    gate.guild(actor, guildId, Permission.MANAGE_GUILD);
    return view.managed(invites.listOfGuild(guildId, clock.instant()));
  }

  /// Lists the invites that lead to a channel.
  @Transactional
  public List<InviteJson> listOfChannel(Grant grant) {
    grant.require(Permission.MANAGE_CHANNELS);
    return view.managed(invites.listOfChannel(grant.channelId(), clock.instant()));
  }

  /// Lets the actor into the invite's guild. A member that comes again uses nothing up; the last
  /// use ends the invite.
  @Transactional
  public InviteJson accept(Actor actor, String code) {
    if (actor.bot()) {
      throw Problem.BOTS_CANNOT_USE.error();
    }
    var invite = usable(code);
    keys.lockUsers(actor.userId());
    keys.lockGuild(invite.guildId, Problem.UNKNOWN_INVITE);
    if (invite.maxUses > 0) {
      keys.lockHead(invite.channelId, Problem.UNKNOWN_INVITE);
    }
    if (guilds.find(invite.guildId).map(Guild::invitesPaused).orElse(true)) {
      throw Problem.INVITES_PAUSED.error();
    }
    var json = view.preview(invite, false);
    if (!membership.enter(invite.guildId, actor, invite.temporary)) {
      return json;
    }
    if (!invites.use(code, clock.instant())) {
      throw Problem.UNKNOWN_INVITE.error();
    }
    if (invites.removeIfSpent(code)) {
      announceGone(invite);
    }
    return json;
  }

  /// Withdraws an invite: for its maker and for those who manage the channel or the guild.
  @Transactional
  public InviteJson delete(Actor actor, String code) {
    var invite = usable(code);
    if (invite.inviterId != null && invite.inviterId == actor.userId()) {
      keys.lockGuild(invite.guildId, Problem.UNKNOWN_INVITE);
    } else {
      requireRight(actor, invite);
    }
    keys.lockHead(invite.channelId, Problem.UNKNOWN_INVITE);
    var json = view.managed(invite);
    if (!invites.remove(code)) {
      throw Problem.UNKNOWN_INVITE.error();
    }
    audit.record(actor, invite.guildId, InviteNotes.gone(invite));
    announceGone(invite);
    return json;
  }

  private void requireRight(Actor actor, Invite invite) {
    var early = gate.guild(actor, invite.guildId);
    if (!early.has(Permission.MANAGE_GUILD)) {
      gate.channel(actor, invite.channelId, Permission.MANAGE_CHANNELS);
    }
    var now = locked.guild(early);
    if (!now.has(Permission.MANAGE_GUILD)) {
      locked.channel(now, invite.channelId, Permission.MANAGE_CHANNELS);
    }
  }

  private Invite usable(String code) {
    return invites
        .find(code)
        .filter(invite -> invite.usableAt(clock.instant()))
        .orElseThrow(Problem.UNKNOWN_INVITE::error);
  }

  private void announceGone(Invite invite) {
    outbox.announce(
        invite.audience(),
        new InviteEvent.Delete(
            new InviteEvent.Gone(invite.guildId, invite.channelId, invite.code)));
  }
}
