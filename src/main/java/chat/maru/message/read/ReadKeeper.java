package chat.maru.message.read;

import chat.maru.access.Grant;
import chat.maru.event.Audience;
import chat.maru.event.Bus;
import chat.maru.wire.ReadStateJson;
import chat.maru.wire.event.ReadEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// Moves read cursors and tells the user's other sessions.
@ApplicationScoped
public class ReadKeeper {
  @Inject ReadStates states;
  @Inject Bus bus;

  /// Moves the actor's cursor to a message, unless it is there or beyond already (I8).
  ///
  /// @return the cursor as it stands
  public ReadStateJson read(Grant grant, long messageId) {
    var state = states.move(grant, messageId);
    var userId = grant.actor().userId();
    var read = state.lastReadMessageId();
    bus.publish(
        new Audience.User(userId),
        new ReadEvent.Ack(
            new ReadEvent.Cursor(grant.channelId(), read, states.mentionsAfter(grant, read))));
    return state;
  }
}
