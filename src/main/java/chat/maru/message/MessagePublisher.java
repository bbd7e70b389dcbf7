package chat.maru.message;

import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.channel.ChannelType;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.kernel.Problem;
import chat.maru.wire.MessageJson;
import chat.maru.wire.event.MessageEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/// Publishes messages of announcement channels to the channels that follow them, which get their
/// copies afterwards.
@ApplicationScoped
public class MessagePublisher {
  private static final int PUBLISHED = MessageCopies.CROSSPOSTED | MessageCopies.IS_CROSSPOST;

  @Inject Messages messages;
  @Inject MessageViews views;
  @Inject MessageReader reader;
  @Inject Keys keys;
  @Inject Outbox outbox;
  @Inject Event<Crossposted> published;

  /// Publishes a message.
  ///
  /// @throws chat.maru.kernel.ApiException 50024 elsewhere, 40033 for what was published already,
  ///     here or where it was copied from, 50068 for a poll
  @Transactional
  public MessageJson crosspost(Grant grant, long messageId) {
    if (grant.channelType() != ChannelType.ANNOUNCEMENT) {
      throw Problem.CANNOT_EXECUTE_ON_CHANNEL_TYPE.error();
    }
    grant.require(Permission.SEND_MESSAGES);
    keys.lockHead(grant.channelId(), Problem.UNKNOWN_CHANNEL);
    var message =
        messages.find(grant.channelId(), messageId).orElseThrow(Problem.UNKNOWN_MESSAGE::error);
    if (message.authorId() != grant.actor().userId()) {
      grant.require(Permission.MANAGE_MESSAGES);
    }
    if (message.isSystem()) {
      throw Problem.CANNOT_EXECUTE_ON_SYSTEM_MESSAGE.error();
    }
    if (message.poll().isPresent()) {
      throw Problem.INVALID_MESSAGE_TYPE.error();
    }
    if ((message.flags() & PUBLISHED) != 0) {
      throw Problem.ALREADY_CROSSPOSTED.error();
    }
    var changed = message.withFlags(message.flags() | MessageCopies.CROSSPOSTED);
    messages.replace(changed, grant.actor().userId());
    published.fire(new Crossposted(grant.channelId(), messageId));
    outbox.announce(
        grant.audience(), new MessageEvent.Update(views.inEvent(changed, grant.guildId())));
    return reader.show(grant, changed);
  }
}
