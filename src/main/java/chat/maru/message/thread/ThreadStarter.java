package chat.maru.message.thread;

import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.channel.ChannelType;
import chat.maru.channel.thread.ThreadKeeper;
import chat.maru.channel.thread.ThreadMaker;
import chat.maru.channel.thread.ThreadPlan;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.message.StartingMessages;
import chat.maru.message.SystemMessages;
import chat.maru.message.SystemMessages.Told;
import chat.maru.message.persist.FirstMessages;
import chat.maru.message.persist.MessageWriter;
import chat.maru.platform.sql.NodeLease;
import chat.maru.wire.ChannelJson;
import chat.maru.wire.CreatedThreadJson;
import chat.maru.wire.MessageReferenceJson;
import chat.maru.wire.StartThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// Begins threads, each with what it begins with in one transaction.
@ApplicationScoped
public class ThreadStarter {
  private static final int THREAD_CREATED = 18;
  private static final int STARTER_MESSAGE = 21;

  @Inject ThreadMaker maker;
  @Inject ThreadKeeper keeper;
  @Inject StartingMessages starting;
  @Inject SystemMessages notices;
  @Inject MessageWriter writer;
  @Inject FirstMessages firsts;
  @Inject NodeLease ids;

  /// Begins a thread with a message; it gets the message's id.
  ///
  /// @throws chat.maru.kernel.ApiException 160004 if it has one, and of several at once for all but
  ///     one
  @Transactional
  public ChannelJson onMessage(Grant grant, long messageId, StartThread body) {
    var plan = ThreadPlan.onMessage(body, maker.lockParent(grant));
    grant.require(Permission.READ_MESSAGE_HISTORY);
    starting.require(grant, messageId);
    maker.open(grant, messageId, plan, 1);
    var reference =
        new MessageReferenceJson(0, messageId, grant.channelId(), grant.guildId(), null);
    tell(new Told(messageId, STARTER_MESSAGE, grant.actor().userId(), "", Optional.of(reference)));
    starting.mark(grant, messageId);
    return keeper.show(grant.actor(), messageId);
  }

  /// Begins a thread of its own, or a post.
  @Transactional
  public CreatedThreadJson alone(Grant grant, StartThread body) {
    return switch (grant.channelType()) {
      case ChannelType.FORUM, ChannelType.MEDIA -> post(grant, body);
      case ChannelType.TEXT, ChannelType.ANNOUNCEMENT -> plain(grant, body);
      default -> throw Problem.CANNOT_EXECUTE_ON_CHANNEL_TYPE.error();
    };
  }

  /// The channel is told of a thread that everybody sees.
  private CreatedThreadJson plain(Grant grant, StartThread body) {
    var plan = ThreadPlan.alone(body, maker.lockParent(grant));
    var id = ids.nextId();
    maker.open(grant, id, plan, 0);
    if (plan.type() != ChannelType.PRIVATE_THREAD) {
      var reference = new MessageReferenceJson(0, null, id, grant.guildId(), null);
      tell(
          new Told(
              grant.channelId(),
              THREAD_CREATED,
              grant.actor().userId(),
              plan.name(),
              Optional.of(reference)));
    }
    return new CreatedThreadJson(keeper.show(grant.actor(), id), Optional.empty());
  }

  private void tell(Told told) {
    writer.write(List.of(notices.of(told)));
  }

  private CreatedThreadJson post(Grant grant, StartThread body) {
    var forum = maker.lockParent(grant);
    var plan = ThreadPlan.post(body, forum, grant.has(Permission.MANAGE_THREADS));
    new Check().required("message", body.message()).orRefuse();
    var message = Optional.ofNullable(body.message()).orElseThrow();
    var id = ids.nextId();
    maker.open(grant, id, plan, 1);
    var first = firsts.begin(grant.actor(), id, message);
    return new CreatedThreadJson(keeper.show(grant.actor(), id), Optional.of(first));
  }
}
