package chat.maru.guild.member;

import chat.maru.access.Gate;
import chat.maru.access.LockedGate;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.guild.audit.AuditAction;
import chat.maru.guild.audit.AuditLog;
import chat.maru.guild.audit.AuditNote;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.wire.MemberJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shows, finds and removes members.
@ApplicationScoped
public class MemberKeeper {
  private static final int MAX_QUERY = 100;

  @Inject Gate gate;
  @Inject LockedGate locked;
  @Inject Members members;
  @Inject Membership membership;
  @Inject AuditLog audit;

  /// Lists members by id. For bots only with the intent GUILD_MEMBERS.
  @Transactional
  public List<MemberJson> list(Actor actor, long guildId, long after, int limit) {
    gate.guild(actor, guildId);
    if (actor.bot() && !members.mayBeListedBy(actor.applicationId())) {
      throw Problem.MISSING_ACCESS.error();
    }
    return members.list(guildId, after, limit).stream().map(Member::json).toList();
  }

  /// Finds members one of whose names begins with the text.
  @Transactional
  public List<MemberJson> search(Actor actor, long guildId, @Nullable String query, int limit) {
    gate.guild(actor, guildId);
    new Check().required("query", query).length("query", query, 1, MAX_QUERY).orRefuse();
    return members.search(guildId, String.valueOf(query), limit).stream()
        .map(Member::json)
        .toList();
  }

  @Transactional
  public MemberJson show(Actor actor, long guildId, long userId) {
    gate.guild(actor, guildId);
    return members.find(guildId, userId).orElseThrow(Problem.UNKNOWN_MEMBER::error).json();
  }

  /// Removes a member that stands below the actor.
  @Transactional
  public void kick(Actor actor, long guildId, long userId) {
    var grant = locked.guild(gate.guild(actor, guildId, Permission.KICK_MEMBERS));
    var member = members.find(guildId, userId).orElseThrow(Problem.UNKNOWN_MEMBER::error);
    if (!grant.isAbove(member.rights())) {
      throw Problem.MISSING_PERMISSIONS.error();
    }
    membership.remove(guildId, List.of(member));
    audit.record(actor, guildId, AuditNote.of(AuditAction.MEMBER_KICK, userId));
  }
}
