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
    var now = clock.instant();
    var eventId = Uuid7.next(now);
    return new MessageAccepted(
        MessageAccepted.VERSION,
        eventId,
        grant.channelId(),
        grant.actor().userId(),
        eventId,
        CHANNEL_PINNED_MESSAGE,
        "",
        now,
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        0,
        Optional.of(reference),
        List.of(),
        false,
        Optional.empty());
  }
}
