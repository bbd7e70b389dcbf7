package chat.maru.channel.thread;

import chat.maru.access.Gate;
import chat.maru.access.Permission;
import chat.maru.event.Audience;
import chat.maru.event.Outbox;
import chat.maru.guild.member.Member;
import chat.maru.guild.member.Members;
import chat.maru.wire.event.ThreadEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Lets users into threads and out of them, and tells of it. The caller holds the lock of the
/// thread's head.
@ApplicationScoped
class ThreadCrowd {
  static final int MAX_MEMBERS = 1000;

  @Inject Gate gate;
  @Inject Threads threads;
  @Inject ThreadMembers members;
  @Inject Members guildMembers;
  @Inject Outbox outbox;
  @Inject Clock clock;

  /// Lets a user in who has the thread on its screen.
  ///
  /// @return false if it was in, is no member of the guild, or the thread is full
  @Transactional(TxType.MANDATORY)
  boolean enter(ThreadState thread, long userId) {
    return added(thread, userId).map(own -> tell(thread, own)).isPresent();
  }

  /// Lets a user in whose clients may not know the thread yet: they get it first.
  ///
  /// @return false if it was in, is no member of the guild, or the thread is full
  @Transactional(TxType.MANDATORY)
  boolean bring(ThreadState thread, long userId) {
    var own = added(thread, userId);
    own.ifPresent(
        member -> {
          outbox.announce(
              new Audience.Sender(thread.channelId, userId),
              new ThreadEvent.Create(
                  threads.view(thread.channelId).json(Optional.of(member.json()))));
          tell(thread, member);
        });
    return own.isPresent();
  }

  private Optional<ThreadMember> added(ThreadState thread, long userId) {
    return members.count(thread.channelId) < MAX_MEMBERS
            && members.add(thread, userId, clock.instant())
        ? members.find(thread.channelId, userId)
        : Optional.empty();
  }

  private ThreadMember tell(ThreadState thread, ThreadMember own) {
    var id = thread.channelId;
    var member = guildMembers.find(thread.guildId, own.userId()).map(Member::json);
    outbox.announce(
        new Audience.Channel(id, thread.guildId),
        new ThreadEvent.MembersUpdate(
            new ThreadEvent.Change(
                id,
                thread.guildId,
                members.count(id),
                Optional.of(List.of(own.json().with(member))),
                Optional.empty())));
    outbox.announce(
        new Audience.Sender(id, own.userId()),
        new ThreadEvent.MemberUpdate(
            new ThreadEvent.Own(id, thread.guildId, own.userId(), own.joinedAt(), own.flags())));
    return own;
  }

  /// Takes a user out. Of a private thread it would not hear as one of those who see it.
  ///
  /// @return false if it was not in
  @Transactional(TxType.MANDATORY)
  boolean leave(ThreadState thread, long userId) {
    var id = thread.channelId;
    if (!members.remove(id, userId)) {
      return false;
    }
    var event =
        new ThreadEvent.MembersUpdate(
            new ThreadEvent.Change(
                id,
                thread.guildId,
                members.count(id),
                Optional.empty(),
                Optional.of(List.of(userId))));
    outbox.announce(new Audience.Channel(id, thread.guildId), event);
    if (thread.secret && !Permission.MANAGE_THREADS.in(gate.permissions(userId, thread.parentId))) {
      outbox.announce(new Audience.Sender(id, userId), event);
    }
    return true;
  }
}
