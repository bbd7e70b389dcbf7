package chat.maru.guild.role;

import chat.maru.access.Gate;
import chat.maru.access.LockedGate;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.event.Audience;
import chat.maru.event.Outbox;
import chat.maru.guild.audit.AuditAction;
import chat.maru.guild.audit.AuditLog;
import chat.maru.guild.audit.AuditNote;
import chat.maru.kernel.Problem;
import chat.maru.platform.sql.NodeLease;
import chat.maru.wire.RoleJson;
import chat.maru.wire.RoleSettings;
import chat.maru.wire.event.RoleEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/// Makes roles.
@ApplicationScoped
public class RoleMaker {
  /// With `@everyone`.
  private static final int MAX_ROLES = 250;

  @Inject Gate gate;
  @Inject LockedGate locked;
  @Inject Roles roles;
  @Inject NodeLease ids;
  @Inject Outbox outbox;
  @Inject AuditLog audit;

  /// Makes a role at the bottom, right above `@everyone`: at the same position as the one that was
  /// lowest, and below it because it is younger. So no other role changes (ADR 0018).
  @Transactional
  public RoleJson create(Actor actor, long guildId, RoleSettings body) {
    var early = gate.guild(actor, guildId, Permission.MANAGE_ROLES);
    var changes = RoleChanges.checked(body);
    var grant = locked.guild(early);
    if (roles.count(guildId) >= MAX_ROLES) {
      throw Problem.MAX_ROLES.error();
    }
    var role = new Role(ids.nextId(), guildId, "new role", grant.everyone(), Role.LOWEST);
    changes.apply(role, grant);
    roles.add(role);
    var json = role.json();
    audit.record(
        actor, guildId, AuditNote.of(AuditAction.ROLE_CREATE, role.id).differences(null, json));
    outbox.announce(
        new Audience.Guild(guildId), new RoleEvent.Create(new RoleEvent.InGuild(guildId, json)));
    return json;
  }
}
