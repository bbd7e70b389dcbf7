package chat.maru.channel.thread;

import chat.maru.access.Grant;
import chat.maru.access.LockedGate;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.channel.Channel;
import chat.maru.channel.ChannelKind;
import chat.maru.channel.ChannelType;
import chat.maru.channel.Channels;
import chat.maru.event.Audience;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.guild.audit.AuditAction;
import chat.maru.guild.audit.AuditLog;
import chat.maru.guild.audit.AuditNote;
import chat.maru.kernel.Problem;
import chat.maru.wire.ChannelJson;
import chat.maru.wire.ChannelSettings;
import chat.maru.wire.event.ThreadEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/// Shows, changes and ends threads.
@ApplicationScoped
public class ThreadKeeper implements ChannelKind {
  @Inject LockedGate locked;
  @Inject Channels channels;
  @Inject Threads threads;
  @Inject ThreadMembers members;
  @Inject Event<ThreadDeleted> endings;
  @Inject Keys keys;
  @Inject Outbox outbox;
  @Inject AuditLog audit;
  @Inject Clock clock;

  @Override
  public boolean includes(Grant grant) {
    return ChannelType.isThread(grant.channelType());
  }

  @Override
  @Transactional
  public ChannelJson show(Grant grant) {
    return show(grant.actor(), grant.channelId());
  }

  /// Shows a thread to somebody who sees it.
  @Transactional
  public ChannelJson.Thread show(Actor actor, long id) {
    return threads.view(id).json(members.find(id, actor.userId()).map(ThreadMember::json));
  }

  /// Changes a thread that the grant was made for.
  @Override
  @Transactional
  public ChannelJson modify(Grant grant, ChannelSettings body) {
    var changes = ThreadChanges.checked(body);
    var now = locked.channel(grant);
    var channel = channels.find(grant.channelId()).orElseThrow(Problem.UNKNOWN_CHANNEL::error);
    var thread = threads.find(grant.channelId()).orElseThrow(Problem.UNKNOWN_CHANNEL::error);
    changes.requireRight(now, channel, thread);
    var before = ThreadAudit.of(threads.view(channel.id()).json());
    if (changes.opens(thread) && !threads.hasRoom(thread.guildId)) {
      throw Problem.MAX_ACTIVE_THREADS.error();
    }
    var forum = channels.find(thread.parentId).filter(found -> ChannelType.isForum(found.type()));
    forum.ifPresent(
        parent -> changes.applyTags(parent, thread, now.has(Permission.MANAGE_THREADS)));
    requirePinnable(changes, channel, forum.isPresent());
    changes.apply(channel, thread, clock.instant());
    var after = threads.view(channel.id());
    audit.record(
        grant.actor(),
        thread.guildId,
        AuditNote.of(AuditAction.THREAD_UPDATE, channel.id())
            .differences(before, ThreadAudit.of(after.json())));
    announce(after);
    return show(grant);
  }

  private void requirePinnable(ThreadChanges changes, Channel channel, boolean post) {
    if (!changes.pins(channel)) {
      return;
    }
    if (!post) {
      throw Problem.CANNOT_EXECUTE_ON_CHANNEL_TYPE.error();
    }
    if (threads.hasPinned(threads.view(channel.id()).parentId())) {
      throw Problem.MAX_PINNED_THREADS.error();
    }
  }

  /// Ends a thread. Its row stays, its head is closed.
  @Override
  @Transactional
  public ChannelJson delete(Grant grant) {
    grant.require(Permission.MANAGE_THREADS);
    var parentId = threads.view(grant.channelId()).parentId();
    var guild = locked.guildOf(grant);
    if (keys.lockHeads(parentId, grant.channelId()) != 2) {
      throw Problem.UNKNOWN_CHANNEL.error();
    }
    locked.channel(guild, grant.channelId(), Permission.MANAGE_THREADS);
    var channel = channels.find(grant.channelId()).orElseThrow(Problem.UNKNOWN_CHANNEL::error);
    var thread = threads.find(channel.id()).orElseThrow(Problem.UNKNOWN_CHANNEL::error);
    var json = threads.view(channel.id()).json();
    channel.end(clock.instant());
    thread.deleted = true;
    channels.closeHeads(List.of(channel.id()));
    endings.fire(new ThreadDeleted(thread.guildId, thread.parentId, channel.id()));
    audit.record(
        grant.actor(),
        thread.guildId,
        AuditNote.of(AuditAction.THREAD_DELETE, channel.id())
            .differences(ThreadAudit.of(json), null));
    outbox.announce(
        new Audience.Channel(channel.id(), thread.guildId),
        new ThreadEvent.Delete(
            new ThreadEvent.Gone(channel.id(), thread.guildId, thread.parentId, channel.type())));
    return json;
  }

  /// Archives a thread in which nothing was said for as long as it waits.
  @Transactional
  public void archiveIfDue(long id) {
    if (keys.lockHeads(id) == 0) {
      return;
    }
    if (threads.isDue(id, clock.instant())) {
      threads
          .find(id)
          .ifPresent(
              thread -> {
                thread.archive(true, clock.instant());
                announce(threads.view(id));
              });
    }
  }

  private void announce(ThreadView thread) {
    outbox.announce(
        new Audience.Channel(thread.id(), thread.state().guildId),
        new ThreadEvent.Update(thread.json()));
  }
}
