package chat.maru.wire;

import java.util.List;

/// A page of an audit log (reference: "Audit Log object"). The lists that Maru has nothing for are
/// empty: clients demand them.
///
/// @param users those who acted and those who were acted on
public record AuditLogJson(
    List<AuditLogEntryJson> auditLogEntries,
    List<UserJson> users,
    List<Object> integrations,
    List<Object> webhooks,
    List<Object> guildScheduledEvents,
    List<Object> threads,
    List<Object> applicationCommands,
    List<Object> autoModerationRules) {

  public static AuditLogJson of(List<AuditLogEntryJson> entries, List<UserJson> users) {
    return new AuditLogJson(
        entries, users, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }
}
