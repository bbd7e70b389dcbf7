package chat.maru.guild.member;

import chat.maru.auth.Actor;
import chat.maru.event.Audience;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.guild.role.Roles;
import chat.maru.kernel.Problem;
import chat.maru.wire.event.MemberEvent;
import chat.maru.wire.event.RoleEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;

/// Who comes into a guild and who goes.
@ApplicationScoped
public class Membership {
  private static final int MAX_GUILDS = 100;

  @Inject Members members;
  @Inject TemporaryStays stays;
  @Inject Roles roles;
  @Inject Keys keys;
  @Inject Outbox outbox;
  @Inject Clock clock;

  /// Makes a user a member. The caller holds the locks of the user and of the guild, or has just
  /// made the guild.
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
    if (!members.add(guildId, userId, temporary, clock.instant())) {
      return false;
    }
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
    if (keys.lockGuilds(guildId) == 0) {
      throw Problem.UNKNOWN_GUILD.error();
    }
    if (members.findOwner(guildId).orElseThrow(Problem.UNKNOWN_GUILD::error) == userId) {
      throw Problem.INVALID_GUILD.error();
    }
    var member = members.find(guildId, userId).orElseThrow(Problem.UNKNOWN_MEMBER::error);
    members.remove(guildId, userId);
    members.countChange(guildId, -1);
    roles
        .findOfBot(guildId, userId)
        .ifPresent(
            role -> {
              roles.remove(role);
              outbox.announce(
                  new Audience.Guild(guildId),
                  new RoleEvent.Delete(new RoleEvent.Gone(guildId, role.id())));
            });
    outbox.announce(
        new Audience.Guild(guildId),
        new MemberEvent.Remove(new MemberEvent.Gone(guildId, member.user())));
  }
}
