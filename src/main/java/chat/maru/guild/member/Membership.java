package chat.maru.guild.member;

import chat.maru.auth.Actor;
import chat.maru.event.Audience;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.guild.role.Roles;
import chat.maru.kernel.Problem;
import chat.maru.wire.event.Dispatch;
import chat.maru.wire.event.MemberEvent;
import chat.maru.wire.event.RoleEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// Who comes into a guild and who goes.
@ApplicationScoped
public class Membership {
  private static final int MAX_GUILDS = 100;

  @Inject Members members;
  @Inject TemporaryStays stays;
  @Inject MemberNames names;
  @Inject Roles roles;
  @Inject Keys keys;
  @Inject Outbox outbox;
  @Inject Event<MembersGone> departures;
  @Inject Clock clock;

  /// Makes a user a member, unless it is banned (40007). The caller holds the locks of the user and
  /// of the guild, or has just made the guild.
  ///
  /// @return false if it was one already
  @Transactional(TxType.MANDATORY)
  public boolean enter(long guildId, Actor who, boolean temporary) {
    return enter(guildId, who.userId(), who.bot(), temporary);
  }

  /// Makes a bot a member, under the same locks. Bots may be in any number of guilds.
  @Transactional(TxType.MANDATORY)
  public boolean enterBot(long guildId, long botId) {
    return enter(guildId, botId, true, false);
  }

  private boolean enter(long guildId, long userId, boolean bot, boolean temporary) {
    if (members.isBanned(guildId, userId)) {
      throw Problem.USER_BANNED.error();
    }
    if (!members.add(guildId, userId, temporary, clock.instant())) {
      return false;
    }
    names.write(guildId, userId);
    if (!bot && members.guildIdsOf(userId).size() > MAX_GUILDS) {
      throw Problem.MAX_GUILDS.error();
    }
    members.countChange(guildId, 1);
    var member = members.find(guildId, userId).orElseThrow();
    outbox.announce(
        new Audience.Guild(guildId), new MemberEvent.Add(member.json().inGuild(guildId)));
    return true;
  }

  /// Ends a temporary stay, if under the guild's lock it is still over.
  ///
  /// @return whether the user was taken out now
  @Transactional
  public boolean endTemporary(TemporaryStays.Stay stay, TemporaryStays.Over over) {
    if (keys.lockGuilds(stay.guildId()) == 0 || !stays.isOver(stay, over)) {
      return false;
    }
    leave(stay.guildId(), stay.userId());
    return true;
  }

  /// Takes a user out of a guild, and with a bot the role that it was given.
  ///
  /// @throws chat.maru.kernel.ApiException if it is no member, or the owner
  @Transactional
  public void leave(long guildId, long userId) {
    keys.lockGuild(guildId, Problem.UNKNOWN_GUILD);
    if (members.findOwner(guildId).orElseThrow(Problem.UNKNOWN_GUILD::error) == userId) {
      throw Problem.INVALID_GUILD.error();
    }
    var member = members.find(guildId, userId).orElseThrow(Problem.UNKNOWN_MEMBER::error);
    remove(guildId, List.of(member));
  }

  /// Takes members out of a guild, and with bots the roles that they were given. The caller holds
  /// the guild's lock and has seen to it that the owner is not among them.
  @Transactional(TxType.MANDATORY)
  public void remove(long guildId, List<Member> gone) {
    if (gone.isEmpty()) {
      return;
    }
    var ids = gone.stream().map(Member::userId).toList();
    members.remove(guildId, ids);
    members.countChange(guildId, -gone.size());
    departures.fire(new MembersGone(guildId, ids));
    var audience = new Audience.Guild(guildId);
    var news = new ArrayList<Dispatch>();
    for (var member : gone) {
      if (member.user().bot()) {
        roles
            .findOfBot(guildId, member.userId())
            .ifPresent(
                role -> {
                  roles.remove(role);
                  news.add(new RoleEvent.Delete(new RoleEvent.Gone(guildId, role.id())));
                });
      }
      news.add(new MemberEvent.Remove(new MemberEvent.Gone(guildId, member.user())));
    }
    outbox.announceAll(audience, news);
  }
}
