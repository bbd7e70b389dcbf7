package chat.maru.channel.thread;

import chat.maru.event.Audience;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.event.Outbox.Announcement;
import chat.maru.guild.member.MembersGone;
import chat.maru.wire.event.ThreadEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;

/// Takes those who leave a guild, or are kicked or banned, out of its threads in the same
/// transaction: who comes back has joined none of them, and sees no private one of before.
///
/// Of threads in the archive nobody is told, except of private ones, whose members every node
/// remembers.
@ApplicationScoped
public class ThreadLeaving {
  @Inject ThreadMembers members;
  @Inject Keys keys;
  @Inject Outbox outbox;

  void leave(@Observes MembersGone gone) {
    var threadIds = members.joined(gone.guildId(), gone.userIds());
    if (threadIds.isEmpty()) {
      return;
    }
    keys.lockHeads(threadIds.stream().mapToLong(Long::longValue).toArray());
    outbox.announceAll(
        members.removeAll(threadIds, gone.userIds()).stream()
            .filter(ThreadMembers.Left::heard)
            .map(left -> told(gone.guildId(), left))
            .toList());
  }

  private static Announcement told(long guildId, ThreadMembers.Left left) {
    return new Announcement(
        new Audience.Channel(left.threadId(), guildId),
        new ThreadEvent.MembersUpdate(
            new ThreadEvent.Change(
                left.threadId(),
                guildId,
                left.count(),
                Optional.empty(),
                Optional.of(left.userIds()))));
  }
}
