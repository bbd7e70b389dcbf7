package chat.maru.channel.thread;

import chat.maru.access.Gate;
import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.channel.ChannelType;
import chat.maru.event.Audience;
import chat.maru.event.Outbox;
import chat.maru.kernel.Problem;
import chat.maru.wire.event.ThreadEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;

/// What being written in does to a thread. Called where messages are stored, under the lock of the
/// thread's head: so a message and the archiving of its thread have an order.
@ApplicationScoped
public class ThreadActivity {
  @Inject Gate gate;
  @Inject Threads threads;
  @Inject ThreadMembers members;
  @Inject ThreadCrowd crowd;
  @Inject Outbox outbox;
  @Inject Clock clock;

  /// Takes the locks that [#refusal] needs for several threads, in the order in which they are
  /// taken everywhere. The caller holds the locks of the threads' heads.
  @Transactional(TxType.MANDATORY)
  public Openings lock(Collection<Long> threadIds) {
    var guilds = threads.guildsOfArchived(threadIds);
    if (!guilds.isEmpty()) {
      threads.lockActive(guilds);
    }
    return new Openings(guilds, threads);
  }

  /// Returns why a message of the user can not be stored in the thread: it is locked, and the user
  /// is no moderator; or it is archived, and there are too many active ones. An archived one that
  /// is not refused has kept a place among the active ones, so this is asked last.
  @Transactional(TxType.MANDATORY)
  public Optional<Problem> refusal(Openings openings, long threadId, long userId) {
    var found = threads.find(threadId);
    if (found.isEmpty()) {
      return Optional.of(Problem.UNKNOWN_CHANNEL);
    }
    var thread = found.get();
    if (thread.locked && !Permission.MANAGE_THREADS.in(gate.permissions(userId, threadId))) {
      return Optional.of(Problem.THREAD_LOCKED);
    }
    return thread.archived && !openings.keepPlace(thread)
        ? Optional.of(Problem.MAX_ACTIVE_THREADS)
        : Optional.empty();
  }

  /// Refuses what an archived thread does not take: changes of its messages, but for their end.
  ///
  /// @throws chat.maru.kernel.ApiException 50083
  @Transactional(TxType.MANDATORY)
  public void requireActive(Grant grant) {
    if (thread(grant).filter(thread -> thread.archived).isPresent()) {
      throw Problem.THREAD_ARCHIVED.error();
    }
  }

  /// Refuses to change what was said in an archived thread, and to those who are no moderators in a
  /// locked one.
  ///
  /// @throws chat.maru.kernel.ApiException 50083, 160005
  @Transactional(TxType.MANDATORY)
  public void requireWritable(Grant grant) {
    requireActive(grant);
    if (isClosedTo(grant)) {
      throw Problem.THREAD_LOCKED.error();
    }
  }

  /// Refuses to delete messages of a thread that is both archived and locked, but to moderators.
  ///
  /// @throws chat.maru.kernel.ApiException 50083
  @Transactional(TxType.MANDATORY)
  public void requireErasable(Grant grant) {
    if (isClosedTo(grant)) {
      requireActive(grant);
    }
  }

  private boolean isClosedTo(Grant grant) {
    return !grant.has(Permission.MANAGE_THREADS)
        && thread(grant).filter(thread -> thread.locked).isPresent();
  }

  private Optional<ThreadState> thread(Grant grant) {
    return ChannelType.isThread(grant.channelType())
        ? threads.find(grant.channelId())
        : Optional.empty();
  }

  /// These users write in the thread: it leaves the archive, and they join it while it has room.
  @Transactional(TxType.MANDATORY)
  public void written(long threadId, Collection<Long> userIds) {
    var thread = threads.find(threadId).orElseThrow();
    if (thread.archived) {
      thread.archive(false, clock.instant());
      outbox.announce(
          new Audience.Channel(threadId, thread.guildId),
          new ThreadEvent.Update(threads.view(threadId).json()));
    }
    for (var userId : userIds) {
      if (members.find(threadId, userId).isEmpty()) {
        crowd.enter(thread, userId);
      }
    }
  }
}
