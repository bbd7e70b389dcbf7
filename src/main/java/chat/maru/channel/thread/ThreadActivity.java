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

  /// Returns why a message of the user can not be stored in the thread: it is locked, and the user
  /// is no moderator; or it is archived, and there are too many active ones.
  @Transactional(TxType.MANDATORY)
  public Optional<Problem> refusal(long threadId, long userId) {
    var found = threads.find(threadId);
    if (found.isEmpty()) {
      return Optional.of(Problem.UNKNOWN_CHANNEL);
    }
    var thread = found.get();
    if (thread.locked && !Permission.MANAGE_THREADS.in(gate.permissions(userId, threadId))) {
      return Optional.of(Problem.THREAD_LOCKED);
    }
    return thread.archived && threads.countActive(thread.guildId) >= ThreadMaker.MAX_ACTIVE
        ? Optional.of(Problem.MAX_ACTIVE_THREADS)
        : Optional.empty();
  }

  /// Refuses what an archived thread does not take: changes of its messages.
  ///
  /// @throws chat.maru.kernel.ApiException 50083
  @Transactional(TxType.MANDATORY)
  public void requireActive(Grant grant) {
    if (ChannelType.isThread(grant.channelType())
        && threads.find(grant.channelId()).filter(thread -> thread.archived).isPresent()) {
      throw Problem.THREAD_ARCHIVED.error();
    }
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
