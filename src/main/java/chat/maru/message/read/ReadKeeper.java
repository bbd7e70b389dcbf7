package chat.maru.message.read;

import chat.maru.access.Gate;
import chat.maru.access.Grant;
import chat.maru.auth.Actor;
import chat.maru.channel.room.Rooms;
import chat.maru.event.Audience;
import chat.maru.event.Bus;
import chat.maru.wire.BadgeJson;
import chat.maru.wire.ReadStateJson;
import chat.maru.wire.UnreadJson;
import chat.maru.wire.event.ReadEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/// Moves read cursors and tells the user's other sessions.
@ApplicationScoped
public class ReadKeeper {
  @Inject ReadStates states;
  @Inject Bus bus;
  @Inject Gate gate;
  @Inject Rooms rooms;

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

  /// Returns what the badge of the actor's application shows.
  @Transactional
  public BadgeJson badge(Actor actor) {
    var userId = actor.userId();
    var unreadOf = rooms.unreadOf(userId);
    var mentions =
        states.listOf(userId).stream()
            .filter(state -> !unreadOf.containsKey(state.id()) && gate.mayView(userId, state.id()))
            .mapToInt(UnreadJson::mentionCount)
            .sum();
    var unread = unreadOf.values().stream().mapToInt(Integer::intValue).sum();
    return new BadgeJson(
        (int) unreadOf.values().stream().filter(count -> count > 0).count(),
        unread,
        mentions,
        unread + mentions);
  }
}
