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
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.wire.MoveRole;
import chat.maru.wire.RoleJson;
import chat.maru.wire.event.RoleEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts the roles of a guild in order.
@ApplicationScoped
public class RoleMover {
  private static final Comparator<RoleJson> LOWEST_FIRST =
      Comparator.comparingInt(RoleJson::position);

  @Inject Gate gate;
  @Inject LockedGate locked;
  @Inject Roles roles;
  @Inject Outbox outbox;
  @Inject AuditLog audit;

  /// Moves roles below the actor's highest one to positions below it, makes all positions dense,
  /// and tells those whose position is another now. The order is read under the guild's lock: of
  /// two moves at once the second moves what the first has left.
  ///
  /// @return all roles, lowest first
  @Transactional
  public List<RoleJson> move(Actor actor, long guildId, List<@Nullable MoveRole> moves) {
    var early = gate.guild(actor, guildId, Permission.MANAGE_ROLES);
    var wanted = checked(guildId, moves);
    var grant = locked.guild(early);
    var list = roles.listOf(guildId);
    var before = new RoleOrder(list.stream().filter(it -> !it.isEveryone()).map(Role::id).toList());
    var after = before.moved(wanted);
    if (!after.respects(before, grant::isAbove)) {
      throw Problem.MISSING_PERMISSIONS.error();
    }
    var changed = after.positions();
    list.forEach(role -> changed.remove(role.id, role.position));
    roles.place(guildId, changed);
    audit.recordAll(actor, guildId, notes(list, changed, wanted.keySet()));
    var json = list.stream().map(role -> placed(role, changed)).sorted(LOWEST_FIRST).toList();
    outbox.announceAll(
        new Audience.Guild(guildId),
        json.stream()
            .filter(role -> changed.containsKey(role.id()))
            .map(role -> new RoleEvent.Update(new RoleEvent.InGuild(guildId, role)))
            .toList());
    return json;
  }

  /// Reads what is asked for, the last word on each role. Clients name `@everyone` too, at 0.
  private static Map<Long, Integer> checked(long guildId, List<@Nullable MoveRole> moves) {
    var check = new Check();
    var wanted = new HashMap<Long, Integer>();
    for (var at = 0; at < moves.size(); at++) {
      var move = moves.get(at);
      var id = move == null ? null : move.id();
      var position = move == null ? null : move.position();
      check.required(at + ".id", id).range(at + ".position", position, 0, Integer.MAX_VALUE);
      if (id != null && id == guildId && position != null && position != 0) {
        throw Problem.INVALID_ROLE.error();
      }
      if (id != null && id != guildId && position != null) {
        wanted.put(id, position);
      }
    }
    check.orRefuse();
    return wanted;
  }

  /// What is noted: the roles that were named and have moved, not those that made room.
  private static List<AuditNote> notes(
      List<Role> list, Map<Long, Integer> changed, Set<Long> named) {
    return list.stream()
        .filter(role -> named.contains(role.id) && changed.containsKey(role.id))
        .map(
            role ->
                AuditNote.of(AuditAction.ROLE_UPDATE, role.id)
                    .change("position", role.position, changed.get(role.id)))
        .toList();
  }

  private static RoleJson placed(Role role, Map<Long, Integer> changed) {
    return role.jsonAt(changed.getOrDefault(role.id, role.position));
  }
}
