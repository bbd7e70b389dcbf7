package chat.maru.message.pin;

import chat.maru.access.Grant;
import chat.maru.access.LockedGate;
import chat.maru.access.Permission;
import chat.maru.channel.thread.ThreadActivity;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.guild.audit.AuditAction;
import chat.maru.guild.audit.AuditLog;
import chat.maru.guild.audit.AuditNote;
import chat.maru.kernel.Problem;
import chat.maru.message.Message;
import chat.maru.message.MessageReader;
import chat.maru.message.MessageViews;
import chat.maru.message.Messages;
import chat.maru.message.SystemMessages;
import chat.maru.message.persist.MessageWriter;
import chat.maru.wire.MessageJson;
import chat.maru.wire.PinsJson;
import chat.maru.wire.event.MessageEvent;
import chat.maru.wire.event.PinEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Pins messages and lists them. The notice "pinned a message" is stored in the same transaction,
/// by the writer that stores every message.
@ApplicationScoped
public class PinKeeper {
  static final int MAX = 50;

  /// Beyond every moment that is written down.
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  @Inject LockedGate locked;
  @Inject Messages messages;
  @Inject MessageViews views;
  @Inject MessageReader reader;
  @Inject MessageWriter writer;
  @Inject SystemMessages notices;
  @Inject Pins pins;
  @Inject ThreadActivity threads;
  @Inject Keys keys;
  @Inject Outbox outbox;
  @Inject AuditLog audit;
  @Inject Clock clock;

  /// Pins a message. What is pinned stays so, and nobody is told again.
  ///
  /// @throws chat.maru.kernel.ApiException 10008, 50013, 50021 for what the system wrote, 30003
  ///     beyond 50 pins, 50083
  @Transactional
  public void pin(Grant grant, long messageId) {
    requireRight(grant);
    var message = lock(grant, messageId);
    if (message.pinnedAt() != null) {
      return;
    }
    if (message.isSystem()) {
      throw Problem.CANNOT_EXECUTE_ON_SYSTEM_MESSAGE.error();
    }
    if (pins.count(grant.channelId()) >= MAX) {
      throw Problem.MAX_PINS.error();
    }
    var at = pins.pin(grant.channelId(), messageId, clock.instant());
    announce(grant, message.withPinnedAt(at));
    note(grant, AuditAction.MESSAGE_PIN, message);
    writer.write(List.of(notices.pinned(grant, messageId)));
  }

  /// Takes a pin off.
  @Transactional
  public void unpin(Grant grant, long messageId) {
    requireRight(grant);
    var message = lock(grant, messageId);
    if (message.pinnedAt() == null) {
      return;
    }
    pins.unpin(grant.channelId(), messageId);
    announce(grant, message.withPinnedAt(null));
    note(grant, AuditAction.MESSAGE_UNPIN, message);
  }

  /// Returns a page of pins, youngest first; empty for who may not read the history.
  @Transactional
  public PinsJson page(Grant grant, Optional<Instant> before, int limit) {
    if (!grant.has(Permission.READ_MESSAGE_HISTORY)) {
      return new PinsJson(List.of(), false);
    }
    var found =
        pins.before(
            grant.channelId(), before.filter(at -> at.isBefore(LATEST)).orElse(LATEST), limit + 1);
    var shown = found.stream().limit(limit).toList();
    var byId =
        messages.findAll(grant.channelId(), shown.stream().map(Pins.Pin::messageId).toList());
    var json = reader.show(grant, shown.stream().map(pin -> byId.get(pin.messageId())).toList());
    var items = new java.util.ArrayList<PinsJson.Pin>();
    for (var i = 0; i < shown.size(); i++) {
      items.add(new PinsJson.Pin(shown.get(i).at(), json.get(i)));
    }
    return new PinsJson(items, found.size() > limit);
  }

  /// Returns all pinned messages, the last pinned first.
  @Transactional
  public List<MessageJson> list(Grant grant) {
    return page(grant, Optional.empty(), MAX).items().stream().map(PinsJson.Pin::message).toList();
  }

  /// MANAGE_MESSAGES was enough before there was PIN_MESSAGES, and is so still.
  private static void requireRight(Grant grant) {
    if (!grant.has(Permission.MANAGE_MESSAGES)) {
      grant.require(Permission.PIN_MESSAGES);
    }
    grant.require(Permission.READ_MESSAGE_HISTORY);
  }

  private Message lock(Grant grant, long messageId) {
    if (grant.guildId() == 0) {
      keys.lockHead(grant.channelId(), Problem.UNKNOWN_CHANNEL);
    } else {
      requireRight(locked.channel(grant));
    }
    threads.requireActive(grant);
    return messages.find(grant.channelId(), messageId).orElseThrow(Problem.UNKNOWN_MESSAGE::error);
  }

  private void announce(Grant grant, Message message) {
    var audience = grant.audience();
    outbox.announce(audience, new MessageEvent.Update(views.inEvent(message, grant.guildId())));
    outbox.announce(
        audience,
        new PinEvent.Update(
            new PinEvent.Pins(grant.guild(), grant.channelId(), pins.last(grant.channelId()))));
  }

  private void note(Grant grant, AuditAction action, Message message) {
    if (grant.guildId() != 0) {
      audit.record(
          grant.actor(),
          grant.guildId(),
          AuditNote.of(action, message.authorId())
              .option("channel_id", grant.channelId())
              .option("message_id", message.id()));
    }
  }
}
