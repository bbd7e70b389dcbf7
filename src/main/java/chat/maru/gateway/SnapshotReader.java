package chat.maru.gateway;

import chat.maru.auth.Actor;
import chat.maru.channel.ChannelView;
import chat.maru.channel.Channels;
import chat.maru.channel.room.Rooms;
import chat.maru.channel.thread.ThreadMember;
import chat.maru.channel.thread.ThreadMembers;
import chat.maru.channel.thread.ThreadView;
import chat.maru.channel.thread.Threads;
import chat.maru.guild.Guild;
import chat.maru.guild.Guilds;
import chat.maru.guild.emoji.Emojis;
import chat.maru.guild.member.Member;
import chat.maru.guild.member.Members;
import chat.maru.guild.member.OnlineMembers;
import chat.maru.guild.role.Roles;
import chat.maru.kernel.Problem;
import chat.maru.message.read.ReadStates;
import chat.maru.user.User;
import chat.maru.user.Users;
import chat.maru.wire.EmojiJson;
import chat.maru.wire.RoleJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what a client gets at its start, each part in one REPEATABLE READ transaction, and with it
/// the last outbox ids that are in it. Nothing here may ask the node's memory: what it loaded would
/// be as old as the transaction, and kept.
@ApplicationScoped
class SnapshotReader {
  /// How many of a large guild's members are shown at most, beside the client's own.
  private static final int MAX_SHOWN = 1000;

  private static final int ROOMS = 1000;

  @Inject SnapshotRows rows;
  @Inject Users users;
  @Inject Guilds guilds;
  @Inject Roles roles;
  @Inject Emojis emojis;
  @Inject Members members;
  @Inject Channels channels;
  @Inject Threads threads;
  @Inject ThreadMembers threadMembers;
  @Inject Rooms rooms;
  @Inject ReadStates readStates;
  @Inject OnlineMembers online;

  /// What is the same for all members of a guild, at one moment.
  ///
  /// @param threads the active ones
  /// @param members all of them, where they were asked for and are not too many
  record GuildBase(
      Guild guild,
      List<RoleJson> roles,
      List<EmojiJson> emojis,
      List<ChannelView> channels,
      List<ThreadView> threads,
      List<Member> members) {

    Map<Long, Long> marks() {
      var marks = new HashMap<Long, Long>();
      marks.put(guild.id(), guild.lastOutboxId());
      channels.forEach(channel -> marks.put(channel.id(), channel.lastOutboxId()));
      threads.forEach(thread -> marks.put(thread.id(), thread.lastOutboxId()));
      return marks;
    }
  }

  /// A guild as one of its members sees it.
  ///
  /// @param own the client's own membership
  /// @param shown the members that GUILD_CREATE names
  /// @param joined the client's own memberships in active threads
  record GuildState(GuildBase base, Member own, List<Member> shown, List<ThreadMember> joined) {}

  @Transactional
  Ready ready(Actor actor) {
    rows.freeze();
    var userId = actor.userId();
    var marks = new HashMap<>(rows.roomMarks(userId));
    marks.put(userId, rows.userMark(userId));
    return new Ready(
        users.find(userId).map(User::me).orElseThrow(Problem.UNAUTHORIZED::error),
        members.guildIdsOf(userId),
        rooms.listOf(userId, 0, ROOMS).stream().map(room -> room.json(userId)).toList(),
        actor.bot() ? rows.applicationFlags(actor.applicationId()) : 0,
        actor.bot() ? List.of() : readStates.listOf(userId),
        marks);
  }

  /// Returns what is the same for all members of a guild; empty if there is none.
  ///
  /// @param most from how many members on none are read
  @Transactional
  Optional<GuildBase> base(long guildId, int most) {
    rows.freeze();
    return guilds
        .find(guildId)
        .map(
            guild ->
                new GuildBase(
                    guild,
                    roles.jsonOf(guildId),
                    emojis.shownOf(guildId),
                    channels.listOf(guildId),
                    threads.active(guildId),
                    guild.memberCount() <= most
                        ? members.list(guildId, 0, most)
                        : List.<Member>of()));
  }

  /// How many members a client may get with a guild of which it gets all.
  static int most(Interest interest) {
    return (interest.intents() & Intents.GUILD_MEMBERS) == 0 ? 0 : interest.large();
  }

  /// Returns a guild as one of its members may see it; empty if the user is none. What is read here
  /// may be younger than the base and its marks, and then comes again as an event; older it would
  /// be lost.
  ///
  /// @param interest says which other members the client may know of, and from how many on it gets
  ///     only those who are there
  @Transactional
  Optional<GuildState> seenBy(long userId, GuildBase base, Interest interest) {
    rows.freeze();
    return members
        .find(base.guild().id(), userId)
        .map(
            own ->
                new GuildState(
                    base,
                    own,
                    shown(base, own, interest),
                    threadMembers.of(
                        userId, base.threads().stream().map(ThreadView::id).toList())));
  }

  private List<Member> shown(GuildBase base, Member own, Interest interest) {
    if (base.guild().memberCount() <= interest.large()) {
      return base.members().isEmpty() ? List.of(own) : base.members();
    }
    if ((interest.intents() & Intents.GUILD_PRESENCES) == 0) {
      return List.of(own);
    }
    var ids = new HashSet<>(online.some(base.guild().id(), MAX_SHOWN));
    ids.add(own.userId());
    return members.listSome(base.guild().id(), ids);
  }

  /// Returns the channels of a guild, whoever may see them, without threads.
  @Transactional
  List<ChannelView> channels(long guildId) {
    rows.freeze();
    return channels.listOf(guildId);
  }
}
