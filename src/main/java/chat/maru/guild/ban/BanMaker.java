package chat.maru.guild.ban;

import chat.maru.access.Gate;
import chat.maru.access.GuildGrant;
import chat.maru.access.LockedGate;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.event.Outbox;
import chat.maru.guild.audit.AuditAction;
import chat.maru.guild.audit.AuditLog;
import chat.maru.guild.audit.AuditNote;
import chat.maru.guild.ban.Bans.Ruling;
import chat.maru.guild.member.Member;
import chat.maru.guild.member.Members;
import chat.maru.guild.member.Membership;
import chat.maru.kernel.Problem;
import chat.maru.user.User;
import chat.maru.user.Users;
import chat.maru.wire.BulkBanJson;
import chat.maru.wire.UserJson;
import chat.maru.wire.event.BanEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Bans users, members or not: a member that is banned is removed, and nobody who is banned comes
/// in again.
@ApplicationScoped
public class BanMaker {
  @Inject Gate gate;
  @Inject LockedGate locked;
  @Inject Users users;
  @Inject Bans bans;
  @Inject Members members;
  @Inject Membership membership;
  @Inject Outbox outbox;
  @Inject AuditLog audit;
  @Inject Clock clock;
  @Inject Event<MemberBanned> banned;

  /// Bans one user. One that is banned already stays so, with the first reason, and nobody is told.
  ///
  /// @param purge how far back the user's messages are to be deleted
  /// @throws chat.maru.kernel.ApiException 10013, 50013
  @Transactional
  public void ban(Actor actor, long guildId, long userId, Duration purge) {
    var grant = locked.guild(gate.guild(actor, guildId, Permission.BAN_MEMBERS));
    var user = users.find(userId).orElseThrow(Problem.UNKNOWN_USER::error);
    var there = members.listSome(guildId, List.of(userId));
    if (!there.stream().allMatch(member -> grant.isAbove(member.rights()))) {
      throw Problem.MISSING_PERMISSIONS.error();
    }
    if (bans.banned(guildId, List.of(userId)).isEmpty()) {
      write(grant, List.of(user.json()), there, purge);
    }
  }

  /// Bans those of the users that can be banned. Not banned are users that are none, that are
  /// banned already, and members that do not stand below the actor.
  ///
  /// @throws chat.maru.kernel.ApiException 500000 if nobody can be banned
  @Transactional
  public BulkBanJson banAll(Actor actor, long guildId, List<Long> userIds, Duration purge) {
    var grant =
        locked.guild(gate.guild(actor, guildId, Permission.BAN_MEMBERS, Permission.MANAGE_GUILD));
    var known = users.find(userIds);
    var wanted = new TreeSet<>(known.keySet());
    wanted.removeAll(bans.banned(guildId, userIds));
    var there = new ArrayList<>(members.listSome(guildId, wanted));
    var untouchable = there.stream().filter(member -> !grant.isAbove(member.rights())).toList();
    there.removeAll(untouchable);
    untouchable.forEach(member -> wanted.remove(member.userId()));
    if (wanted.isEmpty()) {
      throw Problem.BANNED_NOBODY.error();
    }
    write(grant, wanted.stream().map(known::get).map(User::json).toList(), there, purge);
    return new BulkBanJson(
        List.copyOf(wanted), userIds.stream().filter(id -> !wanted.contains(id)).toList());
  }

  private void write(GuildGrant grant, List<UserJson> who, List<Member> there, Duration purge) {
    var guildId = grant.guildId();
    var actor = grant.actor();
    var now = clock.instant();
    bans.add(
        new Ruling(guildId, actor.userId(), actor.reason(), now),
        who.stream().map(UserJson::id).toList());
    outbox.announceAll(
        BanKeeper.audience(guildId),
        who.stream().map(user -> new BanEvent.Add(new BanEvent.OfUser(guildId, user))).toList());
    membership.remove(guildId, there);
    audit.recordAll(
        actor,
        guildId,
        who.stream().map(user -> AuditNote.of(AuditAction.MEMBER_BAN_ADD, user.id())).toList());
    if (purge.isPositive()) {
      who.forEach(user -> banned.fire(new MemberBanned(guildId, user.id(), now.minus(purge), now)));
    }
  }
}
