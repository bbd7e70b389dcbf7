package chat.maru.message;

import chat.maru.access.Grant;
import chat.maru.access.LockedGate;
import chat.maru.access.Permission;
import chat.maru.channel.thread.ThreadActivity;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.guild.audit.AuditAction;
import chat.maru.guild.audit.AuditLog;
import chat.maru.guild.audit.AuditNote;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.kernel.Snowflake;
import chat.maru.wire.event.MessageEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/// Deletes messages: what they said is gone, a tombstone keeps their place and their key, so that
/// reading the log again resurrects nothing (design section 2, "Deletion").
@ApplicationScoped
public class MessageRemover {
  private static final int MIN_BULK = 2;
  private static final int MAX_BULK = 100;
  private static final Duration MAX_AGE = Duration.ofDays(14);

  @Inject LockedGate locked;
  @Inject Messages messages;
  @Inject Burial burial;
  @Inject ThreadActivity threads;
  @Inject Keys keys;
  @Inject Outbox outbox;
  @Inject AuditLog audit;
  @Inject Clock clock;

  /// Deletes a message: one's own, or another's with MANAGE_MESSAGES.
  ///
  /// @throws chat.maru.kernel.ApiException 10008, 50013, 50083 in an archived and locked thread, or
  ///     50003 for another's in a room
  @Transactional
  public void remove(Grant grant, long messageId) {
    var author = find(grant, messageId).authorId();
    var others = author != grant.actor().userId();
    if (others) {
      grant.requireInGuild(Permission.MANAGE_MESSAGES);
    }
    lock(grant, others);
    threads.requireErasable(grant);
    find(grant, messageId);
    burial.bury(grant.channelId(), List.of(messageId));
    outbox.announce(
        grant.audience(),
        new MessageEvent.Delete(
            new MessageEvent.Gone(messageId, grant.channelId(), grant.guild())));
    if (others) {
      audit.record(
          grant.actor(),
          grant.guildId(),
          AuditNote.of(AuditAction.MESSAGE_DELETE, author)
              .option("channel_id", grant.channelId())
              .option("count", 1));
    }
  }

  /// Deletes up to 100 messages at once. Ids of no message are passed over.
  ///
  /// @throws chat.maru.kernel.ApiException 50016 for fewer than 2 or more than 100 ids, 50034 if
  ///     one is older than 14 days, 50035 if one is named twice
  @Transactional
  public void removeAll(Grant grant, List<Long> ids) {
    grant.requireInGuild(Permission.MANAGE_MESSAGES);
    check(ids);
    lock(grant, true);
    threads.requireErasable(grant);
    var there = messages.findAll(grant.channelId(), ids).keySet().stream().sorted().toList();
    if (there.isEmpty()) {
      return;
    }
    burial.bury(grant.channelId(), there);
    outbox.announce(
        grant.audience(),
        new MessageEvent.DeleteBulk(
            new MessageEvent.AllGone(there, grant.channelId(), grant.guild())));
    audit.record(
        grant.actor(),
        grant.guildId(),
        AuditNote.of(AuditAction.MESSAGE_BULK_DELETE, grant.channelId())
            .option("count", there.size()));
  }

  private void check(List<Long> ids) {
    if (ids.size() < MIN_BULK || ids.size() > MAX_BULK) {
      throw Problem.BULK_DELETE_COUNT.error();
    }
    var seen = new HashSet<Long>();
    var check = new Check();
    for (var i = 0; i < ids.size(); i++) {
      check.that(
          seen.add(ids.get(i)),
          "messages." + i,
          "SET_TYPE_ALREADY_CONTAINS_VALUE",
          "The set already contains this value");
    }
    check.orRefuse();
    var oldest = Snowflake.firstAt(clock.instant().minus(MAX_AGE));
    if (ids.stream().anyMatch(id -> id < oldest)) {
      throw Problem.BULK_DELETE_TOO_OLD.error();
    }
  }

  private Message find(Grant grant, long messageId) {
    return messages.find(grant.channelId(), messageId).orElseThrow(Problem.UNKNOWN_MESSAGE::error);
  }

  /// @param audited whether the guild's audit log will be written, under the guild's lock
  private void lock(Grant grant, boolean audited) {
    if (audited) {
      locked.channel(grant, Permission.MANAGE_MESSAGES);
    } else {
      keys.lockHead(grant.channelId(), Problem.UNKNOWN_CHANNEL);
    }
  }
}
