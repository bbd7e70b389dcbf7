package chat.maru.guild.ban;

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
import chat.maru.wire.BanJson;
import chat.maru.wire.event.BanEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// Shows and lifts bans.
@ApplicationScoped
public class BanKeeper {
  @Inject Gate gate;
  @Inject LockedGate locked;
  @Inject Bans bans;
  @Inject Outbox outbox;
  @Inject AuditLog audit;

  /// Those who hear of bans: who may ban, and who may read of it.
  static Audience audience(long guildId) {
    return new Audience.Guild(
        guildId, Permission.of(Permission.BAN_MEMBERS, Permission.VIEW_AUDIT_LOG));
  }

  /// Lists bans by the ids of the users, lowest first.
  ///
  /// @param before given: the page ends below it, whatever `after` says
  @Transactional
  public List<BanJson> list(
      Actor actor, long guildId, Optional<Long> before, long after, int limit) {
    gate.guild(actor, guildId, Permission.BAN_MEMBERS);
    return before.isPresent()
        ? bans.before(guildId, before.get(), limit)
        : bans.after(guildId, after, limit);
  }

  @Transactional
  public BanJson show(Actor actor, long guildId, long userId) {
    gate.guild(actor, guildId, Permission.BAN_MEMBERS);
    return bans.find(guildId, userId).orElseThrow(Problem.UNKNOWN_BAN::error);
  }

  /// Lets a user come in again.
  @Transactional
  public void lift(Actor actor, long guildId, long userId) {
    locked.guild(gate.guild(actor, guildId, Permission.BAN_MEMBERS));
    var ban = bans.find(guildId, userId).orElseThrow(Problem.UNKNOWN_BAN::error);
    bans.remove(guildId, userId);
    outbox.announce(
        audience(guildId), new BanEvent.Remove(new BanEvent.OfUser(guildId, ban.user())));
    audit.record(actor, guildId, AuditNote.of(AuditAction.MEMBER_BAN_REMOVE, userId));
  }
}
