package chat.maru.guild.audit;

import chat.maru.access.Gate;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.guild.audit.AuditEntries.Filter;
import chat.maru.user.User;
import chat.maru.user.Users;
import chat.maru.wire.AuditLogEntryJson;
import chat.maru.wire.AuditLogJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Shows audit logs to those who may read them.
@ApplicationScoped
public class AuditReader {
  @Inject Gate gate;
  @Inject AuditEntries entries;
  @Inject Users users;

  /// Which page is asked for.
  ///
  /// @param after given: oldest first from there on; else newest first
  record Page(Filter filter, Optional<Long> before, Optional<Long> after, int limit) {}

  @Transactional
  AuditLogJson read(Actor actor, long guildId, Page page) {
    gate.guild(actor, guildId, Permission.VIEW_AUDIT_LOG);
    var found =
        page.after().isPresent() && page.before().isEmpty()
            ? entries.after(guildId, page.filter(), page.after().get(), page.limit())
            : entries.before(
                guildId, page.filter(), page.before().orElse(Long.MAX_VALUE), page.limit());
    var ids = new HashSet<Long>();
    for (AuditLogEntryJson entry : found) {
      Optional.ofNullable(entry.userId()).ifPresent(ids::add);
      Optional.ofNullable(entry.targetId()).ifPresent(ids::add);
    }
    return AuditLogJson.of(
        found,
        ids.isEmpty()
            ? List.of()
            : users.find(ids).values().stream()
                .sorted(Comparator.comparingLong(User::id))
                .map(User::json)
                .toList());
  }
}
