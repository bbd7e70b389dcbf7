package chat.maru.access;

import chat.maru.auth.Actor;
import chat.maru.auth.RevocationWatch;
import chat.maru.kernel.PlantedFault;
import chat.maru.kernel.Problem;
import chat.maru.platform.http.Outage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/// The one door: everything is loaded for a caller through a [Grant] that this class made.
///
/// What an actor has no part in answers as if it were not there (404), so that ids do not leak;
/// what a member may not see answers `50001 Missing Access`, what it may not do `50013 Missing
/// Permissions`, as the protocol says.
@ApplicationScoped
public class Gate {
  private static final long IN_ROOM =
      Permission.DEFAULT
          | Permission.of(
              Permission.ATTACH_FILES, Permission.PIN_MESSAGES, Permission.MANAGE_CHANNELS);

  @Inject Memory memory;
  @Inject RevocationWatch watch;
  @Inject Clock clock;

  /// Lets the actor into a channel that it can see.
  ///
  /// @param needed what it must be allowed to do there beyond seeing it
  public Grant channel(Actor actor, long channelId, Permission... needed) {
    return channel(memory.current(), actor, channelId, needed);
  }

  /// Lets the actor send into a channel. The one thing that goes on while the database does not
  /// answer, as far as this node remembers what the actor may do (design, I7).
  public Grant sending(Actor actor, long channelId) {
    if (watch.isDatabaseAway() && isWarm(actor, channelId)) {
      return channel(memory.warm(), actor, channelId, Permission.SEND_MESSAGES);
    }
    try {
      return channel(memory.current(), actor, channelId, Permission.SEND_MESSAGES);
    } catch (RuntimeException e) {
      if (Outage.of(e) && isWarm(actor, channelId)) {
        return channel(memory.warm(), actor, channelId, Permission.SEND_MESSAGES);
      }
      throw e;
    }
  }

  /// Whether all is remembered that says what the actor may do there.
  private boolean isWarm(Actor actor, long channelId) {
    var warm = memory.warm();
    return warm.channel(channelId)
        .filter(
            channel ->
                channel.guildId() == 0
                    ? warm.isRecipient(channelId, actor.userId())
                    : warm.guild(channel.guildId()).isPresent()
                        && warm.member(channel.guildId(), actor.userId()).isPresent())
        .isPresent();
  }

  private Grant channel(Known known, Actor actor, long channelId, Permission... needed) {
    var channel =
        known
            .channel(channelId)
            .filter(c -> !c.deleted())
            .orElseThrow(Problem.UNKNOWN_CHANNEL::error);
    var grant = new Grant(actor, channel, held(known, actor, channel));
    if (!grant.has(Permission.VIEW_CHANNEL)) {
      throw hasPart(known, actor, channel)
          ? Problem.MISSING_ACCESS.error()
          : Problem.UNKNOWN_CHANNEL.error();
    }
    grant.require(needed);
    return grant;
  }

  private static boolean hasPart(Known known, Actor actor, GuildRights.Channel channel) {
    return channel.guildId() != 0
        && known.guild(channel.guildId()).isPresent()
        && known.member(channel.guildId(), actor.userId()).isPresent();
  }

  /// Lets a member into its guild.
  public GuildGrant guild(Actor actor, long guildId, Permission... needed) {
    return guild(
        actor, memory.guild(guildId), () -> memory.member(guildId, actor.userId()), needed);
  }

  GuildGrant guild(
      Actor actor,
      Optional<GuildRights> known,
      Supplier<Optional<MemberRights>> knownMember,
      Permission... needed) {
    var guild = asked(known, actor).orElseThrow(Problem.UNKNOWN_GUILD::error);
    var member =
        asking(guild.guildId(), actor, knownMember).orElseThrow(Problem.UNKNOWN_GUILD::error);
    return new GuildGrant(actor, guild, member, clock.instant()).requiring(needed);
  }

  /// Lets the owner at what belongs to one user; for all others it is unknown.
  public void owner(Actor actor, long ownerId, Problem unknown) {
    if (actor.userId() != ownerId && !isLeftOut()) {
      throw unknown.error();
    }
  }

  /// Lets a bot at what only bots have.
  public void bot(Actor actor) {
    if (!actor.bot() && !isLeftOut()) {
      throw Problem.ONLY_BOTS_CAN_USE.error();
    }
  }

  /// Lets administrators of the installation in.
  public void administrator(Actor actor) {
    if (!actor.administrator() && !isLeftOut()) {
      throw Problem.ADMINISTRATORS_ONLY.error();
    }
  }

  /// Whether a user may see a channel, for deciding who hears of what happens there.
  public boolean mayView(long userId, long channelId) {
    return Permission.VIEW_CHANNEL.in(permissions(userId, channelId));
  }

  /// Whether whoever is in the channel's guild may see it, whatever roles it has.
  public boolean everybodyMayView(long channelId) {
    return memory
        .channel(channelId)
        .filter(channel -> channel.guildId() != 0)
        .flatMap(
            channel ->
                memory
                    .guild(channel.guildId())
                    .map(
                        guild ->
                            Permissions.inChannel(
                                guild,
                                MemberRights.ofNobody(channel.guildId()),
                                channel,
                                clock.instant())))
        .map(Permission.VIEW_CHANNEL::in)
        .orElse(false);
  }

  /// Whether a member may see a channel that was read already, for lists.
  public boolean mayView(long userId, GuildRights.Channel channel) {
    return Permission.VIEW_CHANNEL.in(permissions(memory.current(), userId, channel));
  }

  /// Returns what a user may do in a channel, deleted or not; 0 for an unknown one.
  public long permissions(long userId, long channelId) {
    var known = memory.current();
    return known.channel(channelId).map(channel -> permissions(known, userId, channel)).orElse(0L);
  }

  /// Returns what a user may do in a channel that was read already, for lists.
  public long permissions(long userId, GuildRights.Channel channel) {
    return permissions(memory.current(), userId, channel);
  }

  /// Returns what a user may do in a guild as a whole; 0 for one that is no member.
  public long guildPermissions(long userId, long guildId) {
    var guild = memory.guild(guildId);
    return memory
        .member(guildId, userId)
        .filter(_ -> guild.isPresent())
        .map(member -> Permissions.inGuild(guild.get(), member, clock.instant()))
        .orElse(0L);
  }

  /// Returns what decides, beside overwrites, which channels of a guild a user sees; empty for one
  /// that is no member.
  public Optional<Standing> standing(long userId, long guildId) {
    var guild = memory.guild(guildId);
    return memory
        .member(guildId, userId)
        .filter(_ -> guild.isPresent())
        .map(
            member ->
                new Standing(
                    Permissions.inGuild(guild.get(), member, clock.instant()),
                    Permissions.existing(guild.get(), member)));
  }

  /// Returns the channel that a client has to know to make something of this one: that which a
  /// thread is in, of others themselves.
  public long whereShown(long channelId) {
    return memory
        .channel(channelId)
        .filter(GuildRights.Channel::isThread)
        .map(GuildRights.Channel::parentId)
        .orElse(channelId);
  }

  /// Without the gate everybody is taken for the owner of every guild.
  private Optional<GuildRights> asked(Optional<GuildRights> guild, Actor actor) {
    return isLeftOut() ? guild.map(it -> it.ownedBy(actor.userId())) : guild;
  }

  private Optional<MemberRights> asking(
      long guildId, Actor actor, Supplier<Optional<MemberRights>> known) {
    return isLeftOut() ? Optional.of(MemberRights.plain(guildId, actor.userId())) : known.get();
  }

  private long held(Known known, Actor actor, GuildRights.Channel channel) {
    return isLeftOut() ? Permission.ALL : permissions(known, actor.userId(), channel);
  }

  /// Whether a test has left the gate out, to prove that the authorisation matrix would notice.
  private static boolean isLeftOut() {
    return PlantedFault.GATE_LEFT_OUT.isPlanted();
  }

  private long permissions(Known known, long userId, GuildRights.Channel channel) {
    if (channel.guildId() == 0) {
      return known.isRecipient(channel.channelId(), userId) ? IN_ROOM : 0;
    }
    var guild = known.guild(channel.guildId());
    var member = known.member(channel.guildId(), userId);
    if (guild.isEmpty() || member.isEmpty()) {
      return 0;
    }
    var set = Permissions.inChannel(guild.get(), member.get(), channel, clock.instant());
    return channel.isPrivateThread()
            && !Permission.MANAGE_THREADS.in(set)
            && !known.isRecipient(channel.channelId(), userId)
        ? 0
        : set;
  }
}
