package chat.maru.message;

import chat.maru.access.Grant;
import chat.maru.kernel.Uuid7;
import chat.maru.message.body.Byline;
import chat.maru.message.body.Parts;
import chat.maru.message.log.MessageAccepted;
import chat.maru.wire.EmbedJson;
import chat.maru.wire.MessageReferenceJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Makes the messages by which the server tells of an event in its channel. They are stored as all
/// messages are, in the transaction of what they tell of.
@ApplicationScoped
public class SystemMessages {
  private static final int CHANNEL_PINNED_MESSAGE = 6;
  /// Of a poll that has ended.
  public static final int POLL_RESULT = 46;

  @Inject Clock clock;

  /// Somebody has pinned a message.
  public MessageAccepted pinned(Grant grant, long messageId) {
    var reference =
        new MessageReferenceJson(
            0, messageId, grant.channelId(), grant.guildId() == 0 ? null : grant.guildId(), null);
    return of(
        new Told(
            grant.channelId(),
            CHANNEL_PINNED_MESSAGE,
            grant.actor().userId(),
            "",
            Optional.of(reference)));
  }

  /// A poll has ended. Its author is the author, and is mentioned.
  public MessageAccepted pollEnded(Message poll, EmbedJson result) {
    var reference = new MessageReferenceJson(0, poll.id(), poll.channelId(), null, null);
    return of(
        new Told(poll.channelId(), POLL_RESULT, poll.authorId(), "", Optional.of(reference)),
        new Rest(
            List.of(poll.authorId()),
            Optional.of(Parts.NONE.withEmbeds(List.of(result))),
            poll.extra().byline()));
  }

  /// What happened, as a message.
  ///
  /// @param type the protocol's number (reference: "Message Types")
  /// @param authorId who did it
  public record Told(
      long channelId,
      int type,
      long authorId,
      String content,
      Optional<MessageReferenceJson> reference) {}

  public MessageAccepted of(Told told) {
    return of(told, Rest.NONE);
  }

  /// What few of them have.
  private record Rest(List<Long> mentions, Optional<Parts> parts, Optional<Byline> byline) {
    static final Rest NONE = new Rest(List.of(), Optional.empty(), Optional.empty());
  }

  private MessageAccepted of(Told told, Rest rest) {
    var now = clock.instant();
    var eventId = Uuid7.next(now);
    return new MessageAccepted(
        MessageAccepted.VERSION,
        eventId,
        told.channelId(),
        told.authorId(),
        eventId,
        told.type(),
        told.content(),
        now,
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        0,
        told.reference(),
        rest.mentions(),
        false,
        rest.parts(),
        rest.byline());
  }
}
