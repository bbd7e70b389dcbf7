package chat.maru.guild.prune;

import chat.maru.access.Gate;
import chat.maru.access.GuildGrant;
import chat.maru.access.LockedGate;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.guild.audit.AuditAction;
import chat.maru.guild.audit.AuditLog;
import chat.maru.guild.audit.AuditNote;
import chat.maru.guild.member.Members;
import chat.maru.guild.member.Membership;
import chat.maru.guild.prune.Absentees.Criteria;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Collectors;

/// Counts and removes members that stay away.
///
/// A role that is named protects nobody only if it stands below the actor, so that nobody removes
/// by pruning whom it could not kick.
@ApplicationScoped
public class Pruner {
  /// How many are removed in one transaction, which holds the guild's lock.
  static final int BATCH = 500;

  private static final Permission[] NEEDED = {Permission.KICK_MEMBERS, Permission.MANAGE_GUILD};

  @Inject Gate gate;
  @Inject LockedGate locked;
  @Inject Absentees absentees;
  @Inject Members members;
  @Inject Membership membership;
  @Inject AuditLog audit;
  @Inject Clock clock;

  /// Returns how many would be removed.
  @Transactional
  int count(Actor actor, long guildId, PruneOrder order) {
    var grant = gate.guild(actor, guildId, NEEDED);
    return standsAboveMembers(grant) ? absentees.count(criteria(grant, order)) : 0;
  }

  /// Removes up to [#BATCH] of them, each with its event, and notes how many in the audit log. A
  /// greater prune is several of these, each whole in itself.
  ///
  /// @return how many; fewer than a batch when nobody is left
  @Transactional
  int pruneSome(Actor actor, long guildId, PruneOrder order) {
    var grant = locked.guild(gate.guild(actor, guildId, NEEDED));
    if (!standsAboveMembers(grant)) {
      return 0;
    }
    var gone = members.listSome(guildId, absentees.list(criteria(grant, order), BATCH));
    if (!gone.isEmpty()) {
      membership.remove(guildId, gone);
      audit.record(
          actor,
          guildId,
          AuditNote.of(AuditAction.MEMBER_PRUNE)
              .option("delete_member_days", order.days())
              .option("members_removed", gone.size()));
    }
    return gone.size();
  }

  /// Members without roles stand where `@everyone` does.
  private static boolean standsAboveMembers(GuildGrant grant) {
    return grant.isAbove(grant.guildId());
  }

  /// A day that is not over counts for nobody: away for one day is who was not seen today nor
  /// yesterday.
  private Criteria criteria(GuildGrant grant, PruneOrder order) {
    return new Criteria(
        grant.guildId(),
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(order.days()),
        order.roles().stream().filter(grant::isAbove).collect(Collectors.toSet()));
  }
}
