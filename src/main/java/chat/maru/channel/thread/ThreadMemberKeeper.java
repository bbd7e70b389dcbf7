package chat.maru.channel.thread;

import chat.maru.access.Gate;
import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.channel.ChannelType;
import chat.maru.channel.Channels;
import chat.maru.event.Keys;
import chat.maru.guild.member.Member;
import chat.maru.guild.member.Members;
import chat.maru.kernel.Problem;
import chat.maru.wire.MemberJson;
import chat.maru.wire.ThreadMemberJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Shows and changes who has joined a thread that the grant was made for.
@ApplicationScoped
public class ThreadMemberKeeper {
  @Inject Gate gate;
  @Inject Channels channels;
  @Inject Threads threads;
  @Inject ThreadMembers members;
  @Inject ThreadCrowd crowd;
  @Inject Members guildMembers;
  @Inject Keys keys;

  /// Lists members above the user id `after`, lowest first.
  @Transactional
  public List<ThreadMemberJson> list(Grant grant, boolean withMember, long after, int limit) {
    requireThread(grant);
    var found = members.list(grant.channelId(), after, limit);
    var known = withMember ? guildMembers(grant, found) : Map.<Long, MemberJson>of();
    return found.stream()
        .map(one -> one.json().with(Optional.ofNullable(known.get(one.userId()))))
        .toList();
  }

  private Map<Long, MemberJson> guildMembers(Grant grant, List<ThreadMember> found) {
    var ids = found.stream().map(ThreadMember::userId).toList();
    return guildMembers.listSome(grant.guildId(), ids).stream()
        .collect(Collectors.toMap(Member::userId, Member::json));
  }

  @Transactional
  public ThreadMemberJson show(Grant grant, long userId, boolean withMember) {
    requireThread(grant);
    var found = members.find(grant.channelId(), userId).orElseThrow(Problem.UNKNOWN_MEMBER::error);
    return found
        .json()
        .with(
            Optional.of(grant.guildId())
                .filter(_ -> withMember)
                .flatMap(guild -> guildMembers.find(guild, userId))
                .map(Member::json));
  }

  /// Lets the actor into a thread that it sees.
  ///
  /// @throws chat.maru.kernel.ApiException 50083 for an archived one, 30033 for a full one
  @Transactional
  public void join(Grant grant) {
    var thread = open(grant);
    requireRoom(thread, grant.actor().userId(), crowd.bring(thread, grant.actor().userId()));
  }

  /// Lets the actor leave.
  @Transactional
  public void leave(Grant grant) {
    crowd.leave(open(grant), grant.actor().userId());
  }

  /// Lets another member of the guild in.
  ///
  /// @throws chat.maru.kernel.ApiException 50013 also where only moderators may add others
  @Transactional
  public void add(Grant grant, long userId) {
    grant.require(Permission.SEND_MESSAGES);
    var thread = open(grant);
    if (thread.secret && !thread.invitable && !grant.has(Permission.MANAGE_THREADS)) {
      throw Problem.MISSING_PERMISSIONS.error();
    }
    if (guildMembers.find(thread.guildId, userId).isEmpty()) {
      throw Problem.UNKNOWN_MEMBER.error();
    }
    if (!gate.mayView(userId, thread.parentId)) {
      throw Problem.MISSING_ACCESS.error();
    }
    requireRoom(thread, userId, crowd.bring(thread, userId));
  }

  /// Takes somebody else out: for moderators, and in a private thread for who made it.
  @Transactional
  public void remove(Grant grant, long userId) {
    var thread = open(grant);
    var owner = channels.find(thread.channelId).map(channel -> channel.ownerId());
    var own = thread.secret && owner.filter(id -> id == grant.actor().userId()).isPresent();
    if (!own) {
      grant.require(Permission.MANAGE_THREADS);
    }
    crowd.leave(thread, userId);
  }

  private void requireRoom(ThreadState thread, long userId, boolean entered) {
    if (!entered && members.find(thread.channelId, userId).isEmpty()) {
      throw members.count(thread.channelId) < ThreadCrowd.MAX_MEMBERS
          ? Problem.UNKNOWN_MEMBER.error()
          : Problem.MAX_THREAD_MEMBERS.error();
    }
  }

  /// Locks the thread and demands that it is not archived.
  private ThreadState open(Grant grant) {
    requireThread(grant);
    if (keys.lockHeads(grant.channelId()) == 0) {
      throw Problem.UNKNOWN_CHANNEL.error();
    }
    var thread = threads.find(grant.channelId()).orElseThrow(Problem.UNKNOWN_CHANNEL::error);
    if (thread.archived) {
      throw Problem.THREAD_ARCHIVED.error();
    }
    return thread;
  }

  private static void requireThread(Grant grant) {
    if (!ChannelType.isThread(grant.channelType())) {
      throw Problem.CANNOT_EXECUTE_ON_CHANNEL_TYPE.error();
    }
  }
}
