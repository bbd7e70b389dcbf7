package chat.maru.guild.audit;

import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.event.Audience;
import chat.maru.event.Outbox;
import chat.maru.platform.sql.NodeLease;
import chat.maru.wire.AuditLogEntryJson;
import chat.maru.wire.event.AuditEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;

/// Writes audit logs, in the transaction of what they tell of.
@ApplicationScoped
public class AuditLog {
  @Inject AuditEntries entries;
  @Inject NodeLease ids;
  @Inject Outbox outbox;

  /// Notes what the actor did, with the reason that it gave, and tells those who may read the log.
  /// An update that changed nothing is not noted. The caller holds the guild's lock.
  @Transactional(TxType.MANDATORY)
  public void record(Actor actor, long guildId, AuditNote note) {
    recordAll(actor, guildId, List.of(note));
  }

  /// Notes several things that the actor did by one call, in their order, at the cost of one.
  @Transactional(TxType.MANDATORY)
  public void recordAll(Actor actor, long guildId, List<AuditNote> notes) {
    var list =
        notes.stream().filter(AuditNote::saysSomething).map(note -> entry(actor, note)).toList();
    if (!list.isEmpty()) {
      entries.add(guildId, list);
      outbox.announceAll(
          new Audience.Guild(guildId, Permission.VIEW_AUDIT_LOG.bit()),
          list.stream().map(it -> new AuditEvent.EntryCreate(it.inGuild(guildId))).toList());
    }
  }

  private AuditLogEntryJson entry(Actor actor, AuditNote note) {
    return new AuditLogEntryJson(
        ids.nextId(),
        Optional.empty(),
        note.action().number(),
        actor.isWebhook() ? null : actor.userId(),
        note.targetId().orElse(null),
        Optional.of(note.changes()).filter(changes -> !changes.isEmpty()),
        Optional.of(note.options()).filter(options -> !options.isEmpty()),
        actor.reason());
  }
}
