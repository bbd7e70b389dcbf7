package chat.maru.channel.thread;

import chat.maru.access.Grant;
import chat.maru.access.LockedGate;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.channel.Channel;
import chat.maru.channel.ChannelType;
import chat.maru.channel.Channels;
import chat.maru.event.Audience;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.guild.audit.AuditAction;
import chat.maru.guild.audit.AuditLog;
import chat.maru.guild.audit.AuditNote;
import chat.maru.kernel.Problem;
import chat.maru.wire.event.ThreadEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/// Makes threads.
@ApplicationScoped
public class ThreadMaker {
  @Inject LockedGate locked;
  @Inject Channels channels;
  @Inject Threads threads;
  @Inject ThreadCrowd crowd;
  @Inject Keys keys;
  @Inject Outbox outbox;
  @Inject AuditLog audit;
  @Inject Clock clock;

  /// Locks the channel that a thread is to be made in, and returns it as it is now.
  @Transactional(TxType.MANDATORY)
  public Channel lockParent(Grant parent) {
    if (keys.lockGuilds(parent.guildId()) == 0 || keys.lockHeads(parent.channelId()) == 0) {
      throw Problem.UNKNOWN_CHANNEL.error();
    }
    return channels.find(parent.channelId()).orElseThrow(Problem.UNKNOWN_CHANNEL::error);
  }

  /// Makes a thread and lets the actor join it. The caller holds the locks of [#lockParent] and
  /// writes what the thread begins with.
  ///
  /// @param id the message that it is on; a new id for others
  /// @param uncounted how many messages it begins with, which its counts leave out
  /// @throws chat.maru.kernel.ApiException 50013, 160006 for the thousandth and first active one
  @Transactional(TxType.MANDATORY)
  public void open(Grant parent, long id, ThreadPlan plan, int uncounted) {
    locked.channel(parent, permission(parent, plan));
    var guildId = parent.guildId();
    if (!threads.hasRoom(guildId)) {
      throw Problem.MAX_ACTIVE_THREADS.error();
    }
    var actor = parent.actor();
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var channel =
        Channel.thread(
            new Channel.InParent(id, guildId, parent.channelId(), plan.type()),
            plan.name(),
            actor.userId(),
            now);
    channel.slowDown(plan.rateLimitPerUser());
    channels.add(channel);
    threads.add(new ThreadState(channel, parent.channelId(), plan, uncounted, now));
    announce(actor, id);
  }

  private void announce(Actor actor, long id) {
    var made = threads.view(id);
    var guildId = made.state().guildId;
    audit.record(
        actor,
        guildId,
        AuditNote.of(AuditAction.THREAD_CREATE, id).differences(null, ThreadAudit.of(made.json())));
    outbox.announce(new Audience.Channel(id, guildId), new ThreadEvent.Create(made.created()));
    crowd.enter(made.state(), actor.userId());
  }

  private static Permission permission(Grant parent, ThreadPlan plan) {
    if (ChannelType.isForum(parent.channelType())) {
      return Permission.SEND_MESSAGES;
    }
    return plan.type() == ChannelType.PRIVATE_THREAD
        ? Permission.CREATE_PRIVATE_THREADS
        : Permission.CREATE_PUBLIC_THREADS;
  }
}
