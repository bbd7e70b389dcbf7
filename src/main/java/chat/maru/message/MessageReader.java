package chat.maru.message;

import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.kernel.Problem;
import chat.maru.wire.MessageJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Shows stored messages to those who may read a channel's history.
@ApplicationScoped
public class MessageReader {
  @Inject Messages messages;
  @Inject MessageViews views;
  @Inject ContentRule rule;

  /// Finds one message.
  @Transactional
  public Optional<MessageJson> find(Grant grant, long id) {
    if (!grant.has(Permission.READ_MESSAGE_HISTORY)) {
      return Optional.empty();
    }
    return messages.find(grant.channelId(), id).map(message -> show(grant, message));
  }

  /// Finds one message that another one is to show.
  ///
  /// @throws chat.maru.kernel.ApiException 50068 for what is bound to its channel: polls, and what
  ///     the system wrote
  @Transactional
  Optional<MessageJson> findToForward(Grant grant, long id) {
    var found = messages.find(grant.channelId(), id);
    if (found.filter(message -> message.isSystem() || message.poll().isPresent()).isPresent()) {
      throw Problem.INVALID_MESSAGE_TYPE.error();
    }
    return found.map(message -> show(grant, message));
  }

  /// Returns a page of the history, newest first; empty for who may not read it.
  @Transactional
  public List<MessageJson> page(Grant grant, MessageCursor cursor) {
    if (!grant.has(Permission.READ_MESSAGE_HISTORY)) {
      return List.of();
    }
    var found = messages.page(grant.channelId(), cursor);
    found.sort(Comparator.comparingLong(Message::id).reversed());
    return show(grant, found);
  }

  MessageJson show(Grant grant, Message message) {
    return show(grant, List.of(message)).getFirst();
  }

  /// Returns messages of the grant's channel as its actor may read them, in their order.
  public List<MessageJson> show(Grant grant, List<Message> found) {
    return rule.apply(grant, views.seenBy(grant.actor().userId(), found));
  }
}
