package chat.maru.access;

import chat.maru.auth.Actor;
import chat.maru.event.Keys;
import chat.maru.kernel.ApiException;
import chat.maru.kernel.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;

/// The door for changes. Whoever [Gate] has let in is asked again under the lock of the guild, by
/// what the database says then: a right that was lost while the caller waited for the lock does not
/// count any more, and nobody changes rights until the change is done.
@ApplicationScoped
public class LockedGate {
  @Inject Gate gate;
  @Inject Rights rights;
  @Inject Keys keys;
  @Inject Clock clock;

  /// Locks the guild and lets its member in again, for what it was let in before.
  ///
  /// @throws ApiException as [Gate#guild] does
  @Transactional(TxType.MANDATORY)
  public GuildGrant guild(GuildGrant early) {
    keys.lockGuild(early.guildId(), Problem.UNKNOWN_GUILD);
    return again(early.actor(), early.guildId(), early.asked());
  }

  /// Locks the guild of a channel and lets its member in again. The caller locks the heads that it
  /// needs, and asks for the channel then.
  ///
  /// @throws ApiException 10003 for a guild that is gone, else as [Gate#guild] does
  @Transactional(TxType.MANDATORY)
  public GuildGrant guildOf(Grant early) {
    keys.lockGuild(early.guildId(), Problem.UNKNOWN_CHANNEL);
    return again(early.actor(), early.guildId());
  }

  /// What the database says at this moment.
  private Known now() {
    return new Known(
        rights::findGuild, rights::findMember, rights::findChannel, rights::isRecipient);
  }

  private GuildGrant again(Actor actor, long guildId, Permission... needed) {
    return gate.guild(
        actor, rights.findGuild(guildId), () -> rights.findMember(guildId, actor.userId()), needed);
  }

  /// Locks a channel of a guild, with the guild, and lets its member in again.
  ///
  /// @throws ApiException as [Gate#channel] does
  @Transactional(TxType.MANDATORY)
  public Grant channel(Grant early, Permission... needed) {
    var guild = guildOf(early);
    keys.lockHead(early.channelId(), Problem.UNKNOWN_CHANNEL);
    return channel(guild, early.channelId(), needed);
  }

  /// Lets a member of the guild into one of its channels by what the database says at this moment.
  /// The caller holds the lock of the guild, with which it got the grant here.
  ///
  /// @throws ApiException as [Gate#channel] does
  @Transactional(TxType.MANDATORY)
  public Grant channel(GuildGrant guild, long channelId, Permission... needed) {
    var channel =
        now()
            .channel(channelId)
            .filter(c -> !c.deleted() && c.guildId() == guild.guildId())
            .orElseThrow(Problem.UNKNOWN_CHANNEL::error);
    var grant = new Grant(guild.actor(), channel, guild.inChannel(channel, clock.instant()));
    if (!grant.has(Permission.VIEW_CHANNEL)) {
      throw Problem.MISSING_ACCESS.error();
    }
    grant.require(needed);
    return grant;
  }

  /// The bits that an actor may give and take by the overwrites of channels (reference: "Edit
  /// Channel Permissions"): those that it has in the guild, in the channel or in the category; all,
  /// where an overwrite of the channel lets it manage permissions. MANAGE_ROLES itself is for
  /// administrators alone: whoever has it by an overwrite may do the rest.
  ///
  /// @param guild read under the guild's lock, as are the channels
  /// @param channel empty for a new one
  public long overwritable(
      GuildGrant guild,
      Optional<GuildRights.Channel> channel,
      Optional<GuildRights.Channel> category) {
    if (guild.has(Permission.ADMINISTRATOR)) {
      return Permission.ALL;
    }
    var others = ~Permission.of(Permission.MANAGE_ROLES, Permission.ADMINISTRATOR);
    if (channel.filter(it -> guild.isGiven(Permission.MANAGE_ROLES, it)).isPresent()) {
      return Permission.ALL & others;
    }
    var there =
        Stream.concat(channel.stream(), category.stream())
            .mapToLong(it -> guild.inChannel(it, clock.instant()))
            .reduce(0, (some, more) -> some | more);
    return (guild.permissions() | there) & others;
  }
}
