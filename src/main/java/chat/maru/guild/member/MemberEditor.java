package chat.maru.guild.member;

import chat.maru.access.Gate;
import chat.maru.access.GuildGrant;
import chat.maru.access.LockedGate;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.event.Audience;
import chat.maru.event.Outbox;
import chat.maru.guild.audit.AuditAction;
import chat.maru.guild.audit.AuditLog;
import chat.maru.guild.audit.AuditNote;
import chat.maru.guild.role.Roles;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.wire.MemberJson;
import chat.maru.wire.ModifyCurrentMember;
import chat.maru.wire.ModifyMember;
import chat.maru.wire.event.MemberEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Objects;

/// Changes members: nickname, roles, timeout, flags. What changes nothing is told to nobody.
@ApplicationScoped
public class MemberEditor {
  @Inject Gate gate;
  @Inject LockedGate locked;
  @Inject Members members;
  @Inject MemberNames names;
  @Inject MemberRoles memberRoles;
  @Inject Roles roles;
  @Inject Outbox outbox;
  @Inject AuditLog audit;
  @Inject Clock clock;

  /// Changes a member. Nickname and timeout need a place above it, each role a place above the
  /// role.
  ///
  /// @throws chat.maru.kernel.ApiException 10007, 50013, 10011 for a role that is none, 40032 for
  ///     what only somebody in a voice channel has
  @Transactional
  public MemberJson modify(Actor actor, long guildId, long userId, ModifyMember body) {
    var self = actor.userId() == userId;
    var early = gate.guild(actor, guildId);
    var changes = MemberChanges.checked(body, clock.instant());
    changes.requirePermissions(early, self);
    var grant = locked.guild(early);
    changes.requirePermissions(grant, self);
    var member = members.find(guildId, userId).orElseThrow(Problem.UNKNOWN_MEMBER::error);
    requirePlace(grant, member, changes);
    if (changes.needVoice()) {
      throw Problem.NOT_IN_VOICE.error();
    }
    var others = changes.roles().map(w -> memberRoles.set(grant, member, w)).orElse(false);
    return write(actor, member, changes.applyTo(member)) || others
        ? announced(guildId, userId)
        : member.json();
  }

  /// Changes the nickname that the actor has in the guild.
  @Transactional
  public MemberJson modifySelf(Actor actor, long guildId, ModifyCurrentMember body) {
    var early = gate.guild(actor, guildId);
    var check = new Check();
    MemberChanges.checkNick(check, body.nick());
    check.orRefuse();
    if (!body.nick().isKept()) {
      early.require(Permission.CHANGE_NICKNAME);
    }
    var grant = locked.guild(early);
    if (!body.nick().isKept()) {
      grant.require(Permission.CHANGE_NICKNAME);
    }
    var member = members.find(guildId, actor.userId()).orElseThrow(Problem.UNKNOWN_GUILD::error);
    return write(actor, member, member.renamed(MemberChanges.nick(body.nick(), member.nick())))
        ? announced(guildId, actor.userId())
        : member.json();
  }

  /// Owner and administrators can not be silenced, whoever stands above them.
  private void requirePlace(GuildGrant grant, Member member, MemberChanges changes) {
    var self = grant.actor().userId() == member.userId();
    if (changes.needPlace(self) && !grant.isAbove(member.rights())
        || changes.changesTimeout() && isAdministrator(grant, member)) {
      throw Problem.MISSING_PERMISSIONS.error();
    }
  }

  private boolean isAdministrator(GuildGrant grant, Member member) {
    return Permission.ADMINISTRATOR.in(grant.everyone())
        || !member.roles().isEmpty()
            && roles.listSome(member.guildId(), member.roles()).stream()
                .anyMatch(role -> Permission.ADMINISTRATOR.in(role.json().permissions()));
  }

  private boolean write(Actor actor, Member before, Member after) {
    if (after.equals(before)) {
      return false;
    }
    members.update(after);
    if (!Objects.equals(before.nick(), after.nick())) {
      names.write(after.guildId(), after.userId());
    }
    audit.record(
        actor,
        after.guildId(),
        AuditNote.of(AuditAction.MEMBER_UPDATE, after.userId())
            .differences(before.json(), after.json()));
    return true;
  }

  private MemberJson announced(long guildId, long userId) {
    var json = members.find(guildId, userId).orElseThrow(Problem.UNKNOWN_MEMBER::error).json();
    outbox.announce(new Audience.Guild(guildId), new MemberEvent.Update(json.inGuild(guildId)));
    return json;
  }
}
