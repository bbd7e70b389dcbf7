package chat.maru.message.poll.result;

import chat.maru.access.Grant;
import chat.maru.channel.thread.ThreadActivity;
import chat.maru.event.Audience;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.kernel.Problem;
import chat.maru.message.Message;
import chat.maru.message.MessageReader;
import chat.maru.message.MessageViews;
import chat.maru.message.Messages;
import chat.maru.message.SystemMessages;
import chat.maru.message.persist.MessageWriter;
import chat.maru.message.poll.Polls;
import chat.maru.message.poll.Polls.Due;
import chat.maru.message.poll.Polls.Place;
import chat.maru.wire.MessageJson;
import chat.maru.wire.event.MessageEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Ends polls, each exactly once: under the lock of the channel's head its votes become final, all
/// are told, and a message tells the result.
@ApplicationScoped
public class PollEnder {
  @Inject Polls polls;
  @Inject Messages messages;
  @Inject MessageReader reader;
  @Inject MessageViews views;
  @Inject MessageWriter writer;
  @Inject SystemMessages notices;
  @Inject ThreadActivity threads;
  @Inject Keys keys;
  @Inject Outbox outbox;
  @Inject Clock clock;

  /// Ends the actor's own poll before its time.
  ///
  /// @return its message with the final result
  /// @throws chat.maru.kernel.ApiException 10008, 520006 for a message without a poll, 50005 for
  ///     another's, 520001 for one that has ended, 50083 in an archived thread
  @Transactional
  public MessageJson expire(Grant grant, long messageId) {
    keys.lockHead(grant.channelId(), Problem.UNKNOWN_CHANNEL);
    threads.requireActive(grant);
    var message =
        messages.find(grant.channelId(), messageId).orElseThrow(Problem.UNKNOWN_MESSAGE::error);
    if (message.poll().isEmpty()) {
      throw Problem.CANNOT_EXPIRE_NON_POLL.error();
    }
    if (message.authorId() != grant.actor().userId()) {
      throw Problem.CANNOT_EDIT_OTHERS.error();
    }
    if (!end(grant.audience(), message)) {
      throw Problem.POLL_EXPIRED.error();
    }
    return reader.show(grant, List.of(message)).getFirst();
  }

  /// Ends a poll whose time is over, unless somebody has. One whose channel is gone is forgotten.
  @Transactional
  public void endDue(Due due) {
    var place = due.place();
    var open = keys.lockHeads(place.channelId()) == 1;
    var message = messages.find(place.channelId(), place.messageId());
    if (!open || message.isEmpty()) {
      polls.forget(place.channelId(), List.of(place.messageId()));
    } else {
      end(new Audience.Channel(place.channelId(), due.guildId()), message.get());
    }
  }

  private boolean end(Audience.Channel audience, Message message) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (!polls.finish(new Place(message.channelId(), message.id()), now)) {
      return false;
    }
    var shown = views.inEvent(message, audience.guildId());
    outbox.announce(audience, new MessageEvent.Update(shown));
    writer.write(List.of(notices.pollEnded(message, PollResult.of(shown.poll().orElseThrow()))));
    return true;
  }
}
