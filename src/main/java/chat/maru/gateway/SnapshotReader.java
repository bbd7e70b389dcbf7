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

/// Reads what a client gets at its start, each part in one REPEATABLE READ transaction together
/// with the last outbox ids that are in it. Nothing here may ask the node's memory: what it loaded
/// would be as old as the transaction, and kept.
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

  /// A guild at one moment.
  ///
  /// @param own the client's own membership
  /// @param shown the members that GUILD_CREATE names
  /// @param threads the active ones
  /// @param joined the client's own memberships in them
  record GuildState(
      Guild guild,
      List<RoleJson> roles,
      List<EmojiJson> emojis,
      Member own,
      List<Member> shown,
      List<ChannelView> channels,
      List<ThreadView> threads,
      List<ThreadMember> joined) {

    Map<Long, Long> marks() {
      var marks = new HashMap<Long, Long>();
      marks.put(guild.id(), guild.lastOutboxId());
      channels.forEach(channel -> marks.put(channel.id(), channel.lastOutboxId()));
      threads.forEach(thread -> marks.put(thread.id(), thread.lastOutboxId()));
      return marks;
    }
  }

  @Transactional
  Ready ready(Actor actor) {
    rows.freeze();
    var userId = actor.userId();
    var marks = rows.marks(userId);
    var hasRooms = marks.size() > 1; // beside its own
    return new Ready(
        users.find(userId).map(User::me).orElseThrow(Problem.UNAUTHORIZED::error),
        members.guildIdsOf(userId),
        hasRooms
            ? rooms.listOf(userId, 0, ROOMS).stream().map(room -> room.json(userId)).toList()
            : List.of(),
        actor.bot() ? rows.applicationFlags(actor.applicationId()) : 0,
        actor.bot() ? List.of() : readStates.listOf(userId),
        marks);
  }

  /// Returns a guild as one of its members may see it; empty if the user is none.
  ///
  /// @param interest says which other members the client may know of, and from how many on it gets
  ///     only those who are there
  @Transactional
  Optional<GuildState> guild(long userId, long guildId, Interest interest) {
    rows.freeze();
    return guilds
        .find(guildId)
        .flatMap(
            guild -> {
              var shown = shown(guild, userId, interest);
              return shown.stream()
                  .filter(member -> member.userId() == userId)
                  .findFirst()
                  .or(() -> members.find(guildId, userId))
                  .map(own -> state(guild, own, shown));
            });
  }

  private GuildState state(Guild guild, Member own, List<Member> shown) {
    var active = threads.active(guild.id());
    return new GuildState(
        guild,
        roles.jsonOf(guild.id()),
        emojis.shownOf(guild.id()),
        own,
        shown,
        channels.listOf(guild.id()),
        active,
        threadMembers.of(own.userId(), active.stream().map(ThreadView::id).toList()));
  }

  /// The client's own membership is among them, if there is one and the guild's count is right.
  private List<Member> shown(Guild guild, long userId, Interest interest) {
    if (guild.memberCount() <= interest.large()
        && (interest.intents() & Intents.GUILD_MEMBERS) != 0) {
      return members.list(guild.id(), 0, interest.large());
    }
    if (guild.memberCount() <= interest.large()
        || (interest.intents() & Intents.GUILD_PRESENCES) == 0) {
      return members.find(guild.id(), userId).stream().toList();
    }
    var ids = new HashSet<>(online.some(guild.id(), MAX_SHOWN));
    ids.add(userId);
    return members.listSome(guild.id(), ids);
  }

  /// Returns the channels of a guild, whoever may see them, without threads.
  @Transactional
  List<ChannelView> channels(long guildId) {
    rows.freeze();
    return channels.listOf(guildId);
  }
}
