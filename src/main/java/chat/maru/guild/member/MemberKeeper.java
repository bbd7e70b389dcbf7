package chat.maru.guild.member;

import chat.maru.access.Gate;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.event.Audience;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.wire.MemberJson;
import chat.maru.wire.ModifyCurrentMember;
import chat.maru.wire.event.MemberEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/// Shows, changes and removes members.
@ApplicationScoped
public class MemberKeeper {
  @Inject Gate gate;
  @Inject Members members;
  @Inject Membership membership;
  @Inject Keys keys;
  @Inject Outbox outbox;

  @Transactional
  public List<MemberJson> list(Actor actor, long guildId, long after, int limit) {
    gate.guild(actor, guildId);
    return members.list(guildId, after, limit).stream().map(Member::json).toList();
  }

  @Transactional
  public MemberJson show(Actor actor, long guildId, long userId) {
    gate.guild(actor, guildId);
    return members.find(guildId, userId).orElseThrow(Problem.UNKNOWN_MEMBER::error).json();
  }

  /// Changes the nickname that the actor has in the guild.
  @Transactional
  public MemberJson modifySelf(Actor actor, long guildId, ModifyCurrentMember body) {
    var grant = gate.guild(actor, guildId);
    if (!body.nick().isKept()) {
      grant.require(Permission.CHANGE_NICKNAME);
    }
    var check = new Check();
    body.nick().apply(nick -> check.length("nick", nick, 0, 32));
    check.orRefuse();
    if (keys.lockGuilds(guildId) == 0) {
      throw Problem.UNKNOWN_GUILD.error();
    }
    body.nick()
        .apply(nick -> members.rename(guildId, actor.userId(), nick == null ? null : nick.strip()));
    var member =
        members.find(guildId, actor.userId()).orElseThrow(Problem.UNKNOWN_GUILD::error).json();
    outbox.announce(new Audience.Guild(guildId), new MemberEvent.Update(member.inGuild(guildId)));
    return member;
  }

  /// Removes a member that stands below the actor.
  @Transactional
  public void kick(Actor actor, long guildId, long userId) {
    gate.guild(actor, guildId, Permission.KICK_MEMBERS);
    if (keys.lockGuilds(guildId) == 0) {
      throw Problem.UNKNOWN_GUILD.error();
    }
    gate.requireAbove(gate.guildNow(actor, guildId, Permission.KICK_MEMBERS), userId);
    membership.leave(guildId, userId);
  }
}
