package chat.maru.channel.thread;

import chat.maru.access.Gate;
import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.channel.ChannelType;
import chat.maru.kernel.Problem;
import chat.maru.wire.ChannelJson;
import chat.maru.wire.ThreadListJson;
import chat.maru.wire.ThreadMemberJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Lists threads for those who may see them.
@ApplicationScoped
public class ThreadLists {
  @Inject Gate gate;
  @Inject Threads threads;
  @Inject ThreadMembers members;

  /// Lists the active threads of a guild that the actor can see, the newest first.
  @Transactional
  public ThreadListJson active(Actor actor, long guildId) {
    gate.guild(actor, guildId);
    var active = threads.active(guildId);
    var joined =
        members.of(actor.userId(), ThreadView.ids(active)).stream()
            .map(ThreadMember::threadId)
            .collect(Collectors.toSet());
    var seen =
        active.stream()
            .filter(
                thread ->
                    thread.isSeenWith(
                        gate.permissions(actor.userId(), thread.parentId()),
                        joined.contains(thread.id())))
            .toList();
    return list(actor, seen, false);
  }

  /// Lists archived threads of a channel that everybody there sees.
  @Transactional
  public ThreadListJson publicArchive(Grant grant, Instant before, int limit) {
    requireThreads(grant);
    grant.require(Permission.READ_MESSAGE_HISTORY);
    return page(grant, threads.archived(grant.channelId(), false, before, limit + 1), limit);
  }

  /// Lists archived private threads of a channel, for moderators.
  @Transactional
  public ThreadListJson privateArchive(Grant grant, Instant before, int limit) {
    requireThreads(grant);
    grant.require(Permission.READ_MESSAGE_HISTORY, Permission.MANAGE_THREADS);
    return page(grant, threads.archived(grant.channelId(), true, before, limit + 1), limit);
  }

  /// Lists archived private threads of a channel that the actor has joined.
  @Transactional
  public ThreadListJson ownPrivateArchive(Grant grant, long before, int limit) {
    requireThreads(grant);
    grant.require(Permission.READ_MESSAGE_HISTORY);
    var found = threads.archivedOf(grant.actor().userId(), grant.channelId(), before, limit + 1);
    return page(grant, found, limit);
  }

  private ThreadListJson page(Grant grant, List<ThreadView> found, int limit) {
    return list(grant.actor(), found.stream().limit(limit).toList(), found.size() > limit);
  }

  private ThreadListJson list(Actor actor, List<ThreadView> found, boolean more) {
    var own =
        members.of(actor.userId(), ThreadView.ids(found)).stream().map(ThreadMember::json).toList();
    return new ThreadListJson(found.stream().map(thread -> json(thread, own)).toList(), own, more);
  }

  private static ChannelJson json(ThreadView thread, List<ThreadMemberJson> own) {
    Optional<ThreadMemberJson> member =
        own.stream().filter(one -> one.id() == thread.id()).findFirst();
    return thread.json(member);
  }

  private static void requireThreads(Grant grant) {
    if (!ChannelType.hasThreads(grant.channelType())) {
      throw Problem.CANNOT_EXECUTE_ON_CHANNEL_TYPE.error();
    }
  }
}
