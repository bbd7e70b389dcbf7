package chat.maru.wire.event;

import chat.maru.wire.AuditLogEntryJson;

/// What is written into the audit log of a guild, for those who may read it.
public sealed interface AuditEvent extends Dispatch {
  /// Somebody has done something that the log keeps.
  record EntryCreate(AuditLogEntryJson body) implements AuditEvent {
    @Override
    public String type() {
      return "GUILD_AUDIT_LOG_ENTRY_CREATE";
    }
  }
}
