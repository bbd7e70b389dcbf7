package chat.maru.message.persist;

import chat.maru.access.Gate;
import chat.maru.auth.Actor;
import chat.maru.event.Outbox;
import chat.maru.message.MessageDrafts;
import chat.maru.message.MessageViews;
import chat.maru.message.Sent;
import chat.maru.wire.CreateMessage;
import chat.maru.wire.MessageJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;

/// Writes the first message of a channel in the transaction that makes the channel: both are there,
/// or neither.
@ApplicationScoped
public class FirstMessages {
  @Inject Gate gate;
  @Inject Heads heads;
  @Inject Placement placement;
  @Inject MessageDrafts drafts;
  @Inject MessageRecords records;
  @Inject MessageViews views;
  @Inject Outbox outbox;

  /// Writes the first message of a channel that the transaction has made; it has the channel's own
  /// id.
  @Transactional(TxType.MANDATORY)
  public MessageJson begin(Actor actor, long channelId, CreateMessage body) {
    var grant = gate.channel(actor, channelId);
    var event = drafts.of(grant, Sent.of(body), Optional.empty());
    var message = new NewMessage(channelId, grant.guildId(), channelId, 1, event.mentions(), event);
    placement.place(List.of(message));
    var record = records.of(List.of(message)).getFirst();
    var outboxId = outbox.nextIds(1)[0];
    outbox.write(
        List.of(
            new Outbox.Row(outboxId, record.key(), Outbox.encode(record.withOutboxId(outboxId)))));
    heads.move(List.of(new Heads.Moved(channelId, message.seq(), message.id(), outboxId)));
    return views.seenBy(actor.userId(), List.of(message.stored())).getFirst();
  }
}
