package chat.maru.message.persist;

import chat.maru.event.Audience;
import chat.maru.event.LogRecord;
import chat.maru.message.Message;
import chat.maru.message.Messages;
import chat.maru.message.People;
import chat.maru.message.attachment.AttachmentLinks;
import chat.maru.message.log.MessageOutcome;
import chat.maru.message.poll.Polls;
import chat.maru.wire.Json;
import chat.maru.wire.MessageMemberJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes the log records of stored messages: the whole object once, so that no gateway reads the
/// database to show it.
@ApplicationScoped
class MessageRecords {
  @Inject People people;
  @Inject Messages messages;
  @Inject AttachmentLinks links;
  @Inject Polls polls;

  /// Makes the records in the order of the messages; they get their outbox ids from the caller.
  List<LogRecord> of(List<NewMessage> fresh) {
    if (fresh.isEmpty()) {
      return List.of();
    }
    var referenced = referenced(fresh);
    var names = new HashSet<Long>();
    fresh.stream().map(NewMessage::stored).flatMap(Message::people).forEach(names::add);
    referenced.values().stream().flatMap(Message::people).forEach(names::add);
    var shown =
        new Message.Shown(
            people.findUsers(names),
            links,
            polls.shown(
                Message.polls(fresh.stream().map(NewMessage::stored).toList(), referenced.values()),
                0));
    var members =
        people.findMembers(
            fresh.stream()
                .map(NewMessage::authorship)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet()));
    return fresh.stream()
        .map(
            m ->
                record(
                    m,
                    shown,
                    m.authorship().map(members::get),
                    Optional.ofNullable(referenced.get(referenceId(m)))))
        .toList();
  }

  /// Makes the record of an outcome.
  static LogRecord of(Decisions.Outcome outcome) {
    var event = outcome.event();
    return new LogRecord(
        LogRecord.VERSION,
        MessageOutcome.TYPE,
        event.roomId(),
        0,
        new Audience.Sender(event.roomId(), event.senderId()),
        Json.toTree(outcome.told()),
        Optional.of(event.origin()));
  }

  private static LogRecord record(
      NewMessage fresh,
      Message.Shown shown,
      Optional<MessageMemberJson> member,
      Optional<Message> referenced) {
    var json = fresh.stored().json(shown, referenced.map(r -> r.json(shown, Optional.empty())));
    var event = fresh.event();
    return new LogRecord(
        LogRecord.VERSION,
        "MESSAGE_CREATE",
        fresh.channelId(),
        0,
        new Audience.Channel(fresh.channelId(), fresh.guildId()),
        Json.toTree(
            json.inEvent(
                fresh.guildId() == 0 ? Optional.empty() : Optional.of(fresh.guildId()),
                member,
                event.nonce())),
        Optional.of(event.origin()));
  }

  private Map<Long, Message> referenced(List<NewMessage> fresh) {
    var found = new HashMap<Long, Message>();
    fresh.forEach(m -> found.put(m.id(), m.stored()));
    fresh.stream()
        .filter(m -> m.event().reference().isPresent())
        .collect(
            Collectors.groupingBy(
                MessageRecords::referenceChannel,
                Collectors.mapping(MessageRecords::referenceId, Collectors.toSet())))
        .forEach((channel, ids) -> found.putAll(messages.findAll(channel, ids)));
    return found;
  }

  private static long referenceChannel(NewMessage message) {
    return message
        .event()
        .reference()
        .flatMap(r -> Optional.ofNullable(r.channelId()))
        .orElse(message.channelId());
  }

  private static long referenceId(NewMessage message) {
    return message
        .event()
        .reference()
        .map(r -> r.messageId() == null ? 0L : r.messageId())
        .orElse(0L);
  }
}
