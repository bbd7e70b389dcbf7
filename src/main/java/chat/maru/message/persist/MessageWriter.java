package chat.maru.message.persist;

import chat.maru.channel.thread.Openings;
import chat.maru.channel.thread.ThreadActivity;
import chat.maru.event.Outbox;
import chat.maru.event.StopPoints;
import chat.maru.kernel.PlantedFault;
import chat.maru.kernel.Problem;
import chat.maru.message.Messages;
import chat.maru.message.Messages.Answered;
import chat.maru.message.SystemMessages;
import chat.maru.message.log.MessageAccepted;
import chat.maru.platform.sql.NodeLease;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Stores a batch of accepted messages in one transaction (design section 2, step 2): lock the
/// heads,
/// tell new from known, give seq and id, insert, write the outbox.
@ApplicationScoped
public class MessageWriter {
  @Inject Heads heads;
  @Inject Keyring keyring;
  @Inject Messages messages;
  @Inject Placement placement;
  @Inject MessageRecords records;
  @Inject ThreadActivity threads;
  @Inject Outbox outbox;
  @Inject NodeLease ids;
  @Inject StopPoints stopPoints;

  /// What a run of the transaction did.
  ///
  /// @param stored how many messages are new
  /// @param outcomes how many senders are told something else
  public record Written(int stored, int outcomes) {}

  /// Stores what is new and answers what is known or refused. May be repeated with the same events:
  /// those that are decided already stay silent.
  @Transactional
  public Written write(List<MessageAccepted> batch) {
    var locked =
        heads.lock(batch.stream().map(MessageAccepted::roomId).collect(Collectors.toSet()));
    var answered =
        messages.authorsOf(
            batch.stream().map(Answered::by).flatMap(Optional::stream).collect(Collectors.toSet()));
    var openings = lockArchives(locked.values());
    var decisions = new Decisions(locked, keyring.findDecided(batch), keyring, ids, answered);
    batch.forEach(event -> decisions.decide(event, head -> refusal(openings, head, event)));
    var fresh = decisions.fresh();
    var outcomes = decisions.outcomes();
    if (fresh.isEmpty() && outcomes.isEmpty()) {
      return new Written(0, 0);
    }
    stopPoints.reached(StopPoints.Point.BEFORE_INSERT);
    if (!fresh.isEmpty()) {
      stir(locked, fresh);
      placement.place(fresh);
    }
    var refused = decisions.refused();
    if (!refused.isEmpty()) {
      keyring.noteRefused(refused);
    }
    announce(locked, fresh, outcomes);
    stopPoints.reached(StopPoints.Point.AFTER_INSERT);
    return new Written(fresh.size(), outcomes.size());
  }

  /// Nothing is asked of the database where no thread is written in.
  private Optional<Openings> lockArchives(Collection<Heads.Head> heads) {
    var ids = heads.stream().filter(Heads.Head::isThread).map(Heads.Head::channelId).toList();
    return ids.isEmpty() ? Optional.empty() : Optional.of(threads.lock(ids));
  }

  private Optional<Problem> refusal(
      Optional<Openings> openings, Heads.Head head, MessageAccepted event) {
    return head.isThread() && isOfSomebody(event)
        ? openings.flatMap(each -> threads.refusal(each, head.channelId(), event.senderId()))
        : Optional.empty();
  }

  /// A poll's result comes by the clock. It is told in locked threads as well, and archived ones
  /// stay so.
  private static boolean isOfSomebody(MessageAccepted event) {
    return event.messageType() != SystemMessages.POLL_RESULT;
  }

  /// Tells threads who writes in them.
  private void stir(Map<Long, Heads.Head> locked, List<NewMessage> fresh) {
    fresh.stream()
        .filter(message -> isOfSomebody(message.event()))
        .filter(
            message ->
                Optional.ofNullable(locked.get(message.channelId()))
                    .filter(Heads.Head::isThread)
                    .isPresent())
        .collect(
            Collectors.groupingBy(
                NewMessage::channelId,
                TreeMap::new,
                Collectors.flatMapping(
                    NewMessage::writer, Collectors.toCollection(LinkedHashSet::new))))
        .forEach(threads::written);
  }

  private void announce(
      Map<Long, Heads.Head> locked, List<NewMessage> fresh, List<Decisions.Outcome> outcomes) {
    var rows = new ArrayList<Outbox.Row>();
    var marks = new HashMap<Long, Long>();
    var outboxIds = outbox.nextIds(fresh.size() + outcomes.size());
    var next = 0;
    for (var record : records.of(fresh)) {
      var id = outboxIds[next++];
      rows.add(new Outbox.Row(id, record.key(), Outbox.encode(record.withOutboxId(id))));
      marks.put(record.key(), id);
    }
    for (var outcome : outcomes) {
      var id = outboxIds[next++];
      var record = MessageRecords.of(outcome);
      rows.add(new Outbox.Row(id, record.key(), Outbox.encode(record.withOutboxId(id))));
      marks.put(record.key(), id);
    }
    if (PlantedFault.OUTBOX_APART.isPlanted()) {
      outbox.writeApart(rows);
    } else if (!PlantedFault.OUTBOX_LEFT_OUT.isPlanted()) {
      outbox.write(rows);
    }
    heads.move(moves(locked, fresh, marks));
  }

  private static List<Heads.Moved> moves(
      Map<Long, Heads.Head> locked, List<NewMessage> fresh, Map<Long, Long> marks) {
    var last = new HashMap<Long, NewMessage>();
    fresh.forEach(message -> last.put(message.channelId(), message));
    return locked.values().stream()
        .filter(head -> marks.containsKey(head.channelId()))
        .map(
            head -> {
              var mark = marks.getOrDefault(head.channelId(), 0L);
              var message = last.get(head.channelId());
              return message == null
                  ? new Heads.Moved(
                      head.channelId(),
                      PlantedFault.OUTCOME_TAKES_SEQ.isPlanted()
                          ? head.lastSeq() + 1
                          : head.lastSeq(),
                      head.lastMessageId(),
                      mark)
                  : new Heads.Moved(head.channelId(), message.seq(), message.id(), mark);
            })
        .toList();
  }
}
