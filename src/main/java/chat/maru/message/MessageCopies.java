package chat.maru.message;

import chat.maru.event.Audience;
import chat.maru.event.Outbox;
import chat.maru.message.body.Byline;
import chat.maru.message.body.Components;
import chat.maru.message.body.Mentioned;
import chat.maru.message.body.Parts;
import chat.maru.message.log.MessageAccepted;
import chat.maru.wire.MessageReferenceJson;
import chat.maru.wire.event.MessageEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The copies of published messages in the channels that follow theirs. A copy's author is the
/// webhook by which the channel follows, and its key names the published message: so there is one
/// copy for each, whatever is tried again.
@ApplicationScoped
public class MessageCopies {
  /// The message was published.
  public static final int CROSSPOSTED = 1;

  /// The message is a copy.
  public static final int IS_CROSSPOST = 1 << 1;

  /// What the message is a copy of is gone.
  public static final int SOURCE_MESSAGE_DELETED = 1 << 3;

  private static final String GONE = "[Original Message Deleted]";
  private static final int SUPPRESS_NOTIFICATIONS = 1 << 12;

  /// What a copy takes over.
  private static final int COPIED =
      Message.SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | Components.V2 | Forwards.HAS_SNAPSHOT;

  /// Nobody is called by a copy: who is mentioned is so where the message was published.
  private static final Mentioned NOBODY = new Mentioned(List.of(), List.of(), false, false);

  @Inject Messages messages;
  @Inject MessageViews views;
  @Inject Outbox outbox;
  @Inject Clock clock;

  /// A published message.
  public record Source(long guildId, long channelId, long messageId) {
    String key() {
      return "crosspost:" + messageId;
    }
  }

  /// What follows a channel.
  ///
  /// @param channelId where it has its copies
  public record Follower(long webhookId, long guildId, long channelId, Byline byline) {}

  /// Brings a copy to what the published message is now, or is no more. The caller holds the lock
  /// of the head of the follower's channel.
  ///
  /// @return what is to be stored, where there is no copy yet; nothing comes of it where the copy
  ///     was deleted
  @Transactional(TxType.MANDATORY)
  public Optional<MessageAccepted> bring(Source source, Follower to) {
    var published =
        messages
            .find(source.channelId(), source.messageId())
            .filter(message -> (message.flags() & CROSSPOSTED) != 0);
    var copy = messages.findByKey(to.channelId(), to.webhookId(), source.key());
    if (copy.isEmpty()) {
      return published.map(message -> fresh(source, message, to));
    }
    var wanted =
        published.map(message -> like(copy.get(), message)).orElseGet(() -> orphan(copy.get()));
    if (!wanted.equals(copy.get())) {
      messages.replace(wanted, to.webhookId());
      outbox.announce(
          new Audience.Channel(to.channelId(), to.guildId()),
          new MessageEvent.Update(views.inEvent(wanted, to.guildId())));
    }
    return Optional.empty();
  }

  private static Message like(Message copy, Message published) {
    var flags = published.flags() & COPIED | IS_CROSSPOST;
    var same =
        copy.content().equals(published.content())
            && copy.parts().equals(unmentioning(published.parts()));
    return same
        ? copy.withFlags(flags)
        : copy.withFlags(flags)
            .edited(
                published.content(), unmentioning(published.parts()), NOBODY, published.editedAt());
  }

  private Message orphan(Message copy) {
    return (copy.flags() & SOURCE_MESSAGE_DELETED) != 0
        ? copy
        : copy.withFlags(IS_CROSSPOST | SOURCE_MESSAGE_DELETED)
            .edited(GONE, Parts.NONE, NOBODY, clock.instant());
  }

  private static Parts unmentioning(Parts parts) {
    return parts.withMentions(NOBODY, false);
  }

  /// The same acceptance however often it is made.
  private MessageAccepted fresh(Source source, Message published, Follower to) {
    var once = source.key() + "/" + to.webhookId();
    return new MessageAccepted(
        MessageAccepted.VERSION,
        UUID.nameUUIDFromBytes(once.getBytes(StandardCharsets.UTF_8)).toString(),
        to.channelId(),
        to.webhookId(),
        source.key(),
        0,
        published.content(),
        clock.instant(),
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        published.flags() & COPIED | IS_CROSSPOST,
        Optional.of(
            new MessageReferenceJson(
                0, source.messageId(), source.channelId(), source.guildId(), null)),
        List.of(),
        false,
        Optional.of(unmentioning(published.parts())).filter(it -> !it.equals(Parts.NONE)),
        Optional.of(to.byline()));
  }
}
