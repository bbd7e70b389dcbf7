package chat.maru.message;

import chat.maru.access.Grant;
import chat.maru.channel.thread.ThreadDeleted;
import chat.maru.channel.thread.Threads;
import chat.maru.event.Audience;
import chat.maru.event.Outbox;
import chat.maru.kernel.Problem;
import chat.maru.wire.event.MessageEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/// The messages that threads begin with: they show that they have one. The caller holds the lock of
/// the head of their channel.
@ApplicationScoped
public class StartingMessages {
  @Inject Messages messages;
  @Inject MessageViews views;
  @Inject Threads threads;
  @Inject Outbox outbox;

  /// Demands that a thread can begin with the message.
  ///
  /// @throws chat.maru.kernel.ApiException 10008, 50021, or 160004 if one has, also if that one is
  ///     deleted: it had the message's id, which no other one can have
  @Transactional(TxType.MANDATORY)
  public void require(Grant grant, long messageId) {
    var message =
        messages.find(grant.channelId(), messageId).orElseThrow(Problem.UNKNOWN_MESSAGE::error);
    if (message.isSystem()) {
      throw Problem.CANNOT_EXECUTE_ON_SYSTEM_MESSAGE.error();
    }
    if (threads.hasBeen(messageId)) {
      throw Problem.THREAD_EXISTS.error();
    }
  }

  /// The message has a thread now.
  @Transactional(TxType.MANDATORY)
  public void mark(Grant grant, long messageId) {
    messages
        .find(grant.channelId(), messageId)
        .ifPresent(
            message ->
                change(message.withFlags(message.flags() | Message.HAS_THREAD), grant.guildId()));
  }

  void unmark(@Observes ThreadDeleted deleted) {
    messages
        .find(deleted.parentId(), deleted.threadId())
        .ifPresent(
            message ->
                change(
                    message.withFlags(message.flags() & ~Message.HAS_THREAD), deleted.guildId()));
  }

  private void change(Message message, long guildId) {
    messages.setFlags(message);
    outbox.announce(
        new Audience.Channel(message.channelId(), guildId),
        new MessageEvent.Update(views.inEvent(message, guildId)));
  }
}
