package chat.maru.guild.role;

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
import chat.maru.kernel.Problem;
import chat.maru.wire.RoleJson;
import chat.maru.wire.RoleSettings;
import chat.maru.wire.event.RoleEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;

/// Shows, changes and deletes roles.
@ApplicationScoped
public class RoleKeeper {
  @Inject Gate gate;
  @Inject LockedGate locked;
  @Inject Roles roles;
  @Inject Outbox outbox;
  @Inject AuditLog audit;

  @Transactional
  public List<RoleJson> list(Actor actor, long guildId) {
    gate.guild(actor, guildId);
    return roles.jsonOf(guildId);
  }

  @Transactional
  public RoleJson show(Actor actor, long guildId, long roleId) {
    gate.guild(actor, guildId);
    return roles.find(guildId, roleId).orElseThrow(Problem.UNKNOWN_ROLE::error).json();
  }

  /// Counts the members that have each role, `@everyone` left out.
  @Transactional
  public Map<String, Integer> countMembers(Actor actor, long guildId) {
    gate.guild(actor, guildId);
    return roles.countMembers(guildId);
  }

  /// Changes a role below the actor's highest. Of `@everyone` only the permissions change.
  @Transactional
  public RoleJson modify(Actor actor, long guildId, long roleId, RoleSettings body) {
    var early = gate.guild(actor, guildId, Permission.MANAGE_ROLES);
    var changes = RoleChanges.checked(body);
    var grant = locked.guild(early);
    var role = below(grant, roleId);
    var before = role.json();
    changes.apply(role, grant);
    var json = role.json();
    if (!json.equals(before)) {
      audit.record(
          actor, guildId, AuditNote.of(AuditAction.ROLE_UPDATE, roleId).differences(before, json));
      outbox.announce(
          new Audience.Guild(guildId), new RoleEvent.Update(new RoleEvent.InGuild(guildId, json)));
    }
    return json;
  }

  /// Deletes a role below the actor's highest, and with it takes the role from all members and
  /// channels. Clients conclude that from the one event.
  @Transactional
  public void delete(Actor actor, long guildId, long roleId) {
    var grant = locked.guild(gate.guild(actor, guildId, Permission.MANAGE_ROLES));
    var role = below(grant, roleId);
    if (role.isEveryone() || role.managed) {
      throw Problem.INVALID_ROLE.error();
    }
    audit.record(
        actor,
        guildId,
        AuditNote.of(AuditAction.ROLE_DELETE, roleId).differences(role.json(), null));
    roles.remove(role);
    outbox.announce(
        new Audience.Guild(guildId), new RoleEvent.Delete(new RoleEvent.Gone(guildId, roleId)));
  }

  private Role below(GuildGrant grant, long roleId) {
    var role = roles.find(grant.guildId(), roleId).orElseThrow(Problem.UNKNOWN_ROLE::error);
    grant.requireAbove(roleId);
    return role;
  }
}
