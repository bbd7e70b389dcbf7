package chat.maru.message;

import chat.maru.channel.thread.ThreadView;
import chat.maru.channel.thread.Threads;
import chat.maru.message.attachment.AttachmentLinks;
import chat.maru.message.poll.Polls;
import chat.maru.message.reaction.Reactions;
import chat.maru.wire.ChannelJson;
import chat.maru.wire.MessageJson;
import chat.maru.wire.MessageReferenceJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes the wire form of stored messages, with the people they name and the messages they answer:
/// a fixed number of queries, however many messages. Called within a transaction.
@ApplicationScoped
public class MessageViews {
  @Inject Messages messages;
  @Inject People people;
  @Inject Reactions reactions;
  @Inject Polls polls;
  @Inject AttachmentLinks links;
  @Inject Threads threads;

  /// Returns the wire forms of messages of one channel, in their order, with their reactions and
  /// polls as one viewer sees them.
  public List<MessageJson> seenBy(long viewer, List<Message> found) {
    if (found.isEmpty()) {
      return List.of();
    }
    var counts =
        reactions.countsOf(
            found.getFirst().channelId(), found.stream().map(Message::id).toList(), viewer);
    return of(found, viewer).stream()
        .map(json -> json.withReactions(Optional.ofNullable(counts.get(json.id()))))
        .toList();
  }

  private List<MessageJson> of(List<Message> found, long viewer) {
    var referenced = referenced(found);
    var names = new HashSet<Long>();
    found.stream().flatMap(Message::people).forEach(names::add);
    referenced.values().stream().flatMap(Message::people).forEach(names::add);
    var shown =
        new Message.Shown(
            people.findUsers(names),
            links,
            polls.shown(Message.polls(found, referenced.values()), viewer));
    var begun = begun(found);
    return found.stream()
        .map(
            m ->
                m.json(
                    shown,
                    m.reference()
                        .map(r -> referenced.get(r.messageId()))
                        .map(r -> r.json(shown, Optional.empty()))))
        .map(json -> json.withThread(Optional.ofNullable(begun.get(json.id()))))
        .toList();
  }

  /// The threads that have begun with messages, whose ids they have.
  private Map<Long, ChannelJson> begun(List<Message> found) {
    return threads
        .views(found.stream().filter(Message::hasThread).map(Message::id).toList())
        .stream()
        .collect(Collectors.toMap(ThreadView::id, ThreadView::json));
  }

  /// Returns a message as events show it: the whole of it, with its guild and its author's
  /// membership, without the reactions, which have events of their own.
  ///
  /// @param guildId 0 for a room
  public MessageJson inEvent(Message message, long guildId) {
    var json = of(List.of(message), 0).getFirst();
    if (guildId == 0) {
      return json;
    }
    var author = new People.Membership(guildId, message.authorId());
    return json.inEvent(
        Optional.of(guildId),
        Optional.ofNullable(people.findMembers(Set.of(author)).get(author)),
        Optional.empty());
  }

  private Map<Long, Message> referenced(List<Message> found) {
    var referenced = new HashMap<Long, Message>();
    found.stream()
        .filter(Message::showsAnother)
        .map(m -> m.reference().orElseThrow())
        .filter(r -> r.channelId() != null && r.messageId() != null)
        .collect(
            Collectors.groupingBy(
                MessageReferenceJson::channelId,
                Collectors.mapping(MessageReferenceJson::messageId, Collectors.toSet())))
        .forEach((channel, ids) -> referenced.putAll(messages.findAll(channel, ids)));
    return referenced;
  }
}
