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
import java.util.Optional;

/// Writes audit logs, in the transaction of what they tell of.
@ApplicationScoped
public class AuditLog {
  @Inject AuditEntries entries;
  @Inject NodeLease ids;
  @Inject Outbox outbox;

  /// Notes what the actor did, with the reason that it gave, and tells those who may read the log.
  /// The caller holds the guild's lock.
  @Transactional(TxType.MANDATORY)
  public void record(Actor actor, long guildId, AuditNote note) {
    var entry =
        new AuditLogEntryJson(
            ids.nextId(),
            Optional.empty(),
            note.action().number(),
            actor.userId(),
            note.targetId().orElse(null),
            Optional.of(note.changes()).filter(changes -> !changes.isEmpty()),
            Optional.of(note.options()).filter(options -> !options.isEmpty()),
            actor.reason());
    entries.add(guildId, entry);
    outbox.announce(
        new Audience.Guild(guildId, Permission.VIEW_AUDIT_LOG.bit()),
        new AuditEvent.EntryCreate(entry.inGuild(guildId)));
  }
}
