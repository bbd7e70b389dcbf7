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
import chat.maru.guild.role.Role;
import chat.maru.guild.role.Roles;
import chat.maru.kernel.Problem;
import chat.maru.wire.event.MemberEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gives roles to members and takes them away. Of the target only the role counts: it must lie
/// below the actor's highest; the member may stand above the actor.
@ApplicationScoped
public class MemberRoles {
  @Inject Gate gate;
  @Inject LockedGate locked;
  @Inject Members members;
  @Inject Roles roles;
  @Inject Outbox outbox;
  @Inject AuditLog audit;

  /// Gives a member a role. One that it has already changes nothing and is told to nobody.
  @Transactional
  public void give(Actor actor, long guildId, long userId, long roleId) {
    change(actor, new Target(guildId, userId), Set.of(roleId), Set.of());
  }

  /// Takes a role from a member. One that it has not changes nothing and is told to nobody.
  @Transactional
  public void take(Actor actor, long guildId, long userId, long roleId) {
    change(actor, new Target(guildId, userId), Set.of(), Set.of(roleId));
  }

  private record Target(long guildId, long userId) {}

  private void change(Actor actor, Target who, Set<Long> more, Set<Long> fewer) {
    var grant = locked.guild(gate.guild(actor, who.guildId(), Permission.MANAGE_ROLES));
    var member =
        members.find(who.guildId(), who.userId()).orElseThrow(Problem.UNKNOWN_MEMBER::error);
    if (apply(grant, member, more, fewer)) {
      var now = members.find(who.guildId(), who.userId()).orElseThrow();
      outbox.announce(
          new Audience.Guild(who.guildId()),
          new MemberEvent.Update(now.json().inGuild(who.guildId())));
    }
  }

  /// Makes these the roles of a member, and notes it in the audit log. The caller holds the guild's
  /// lock, got the grant under it ([LockedGate]), and announces the member afterwards.
  ///
  /// @param member as it stands under the lock
  /// @param wanted roles that stay count for nothing: whoever may not change them may name them
  /// @return whether anything changed
  @Transactional(TxType.MANDATORY)
  public boolean set(GuildGrant grant, Member member, Set<Long> wanted) {
    var more = new HashSet<>(wanted);
    more.removeAll(member.roles());
    more.remove(grant.guildId());
    var fewer = new HashSet<>(member.roles());
    fewer.removeAll(wanted);
    return !(more.isEmpty() && fewer.isEmpty()) && apply(grant, member, more, fewer);
  }

  private boolean apply(GuildGrant grant, Member member, Set<Long> more, Set<Long> fewer) {
    grant.require(Permission.MANAGE_ROLES);
    var given = requireBelow(grant, more);
    var taken = requireBelow(grant, fewer);
    given.removeIf(role -> member.roles().contains(role.id()));
    taken.removeIf(role -> !member.roles().contains(role.id()));
    if (given.isEmpty() && taken.isEmpty()) {
      return false;
    }
    if (!given.isEmpty()) {
      roles.give(grant.guildId(), member.userId(), given.stream().map(Role::id).toList());
    }
    if (!taken.isEmpty()) {
      roles.take(grant.guildId(), member.userId(), taken.stream().map(Role::id).toList());
    }
    audit.record(grant.actor(), grant.guildId(), note(member.userId(), given, taken));
    return true;
  }

  private List<Role> requireBelow(GuildGrant grant, Set<Long> ids) {
    if (ids.isEmpty()) {
      return new ArrayList<>();
    }
    var found = new ArrayList<>(roles.listSome(grant.guildId(), ids));
    if (found.size() != ids.size()) {
      throw Problem.UNKNOWN_ROLE.error();
    }
    found.forEach(role -> grant.requireAbove(role.id()));
    if (found.stream().anyMatch(role -> role.isEveryone() || role.isManaged())) {
      throw Problem.INVALID_ROLE.error();
    }
    return found;
  }

  private static AuditNote note(long userId, List<Role> given, List<Role> taken) {
    var note = AuditNote.of(AuditAction.MEMBER_ROLE_UPDATE, userId);
    if (!given.isEmpty()) {
      note = note.change("$add", null, names(given));
    }
    return taken.isEmpty() ? note : note.change("$remove", null, names(taken));
  }

  private static List<Map<String, Object>> names(List<Role> some) {
    return some.stream()
        .map(role -> Map.<String, Object>of("id", role.id(), "name", role.name()))
        .toList();
  }
}
