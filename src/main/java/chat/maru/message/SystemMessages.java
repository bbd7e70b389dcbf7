package chat.maru.message;

import chat.maru.access.Grant;
import chat.maru.kernel.Uuid7;
import chat.maru.message.log.MessageAccepted;
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
        List.of(),
        false,
        Optional.empty());
  }
}
