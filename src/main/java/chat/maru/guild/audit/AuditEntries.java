package chat.maru.guild.audit;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import chat.maru.wire.AuditLogEntryJson;
import chat.maru.wire.AuditLogEntryJson.Change;
import chat.maru.wire.Json;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// All entries of all audit logs. Never changed, never deleted.
@Store
public class AuditEntries {
  @Inject EntityManager entityManager;

  /// Which entries are asked for; 0 for any.
  record Filter(long userId, long targetId, int actionType) {}

  @Transactional(TxType.MANDATORY)
  void add(long guildId, List<AuditLogEntryJson> entries) {
    entityManager
        .createNativeQuery(
            """
            insert into audit_log_entries
              (guild_id, id, user_id, target_id, action_type, reason, changes, options)
            select :guild, id, user_id, nullif(target_id, 0), action_type, nullif(reason, ''),
              cast(changes as jsonb), cast(options as jsonb)
            from unnest(cast(:ids as bigint[]), cast(:users as bigint[]),
              cast(:targets as bigint[]), cast(:actions as int[]), cast(:reasons as text[]),
              cast(:changes as text[]), cast(:options as text[]))
              as e (id, user_id, target_id, action_type, reason, changes, options)
            """)
        .setParameter("guild", guildId)
        .setParameter("ids", column(entries, AuditLogEntryJson::id, Long[]::new))
        .setParameter("users", column(entries, AuditLogEntryJson::userId, Long[]::new))
        .setParameter("targets", column(entries, AuditEntries::target, Long[]::new))
        .setParameter("actions", column(entries, AuditLogEntryJson::actionType, Integer[]::new))
        .setParameter("reasons", column(entries, it -> it.reason().orElse(""), String[]::new))
        .setParameter(
            "changes",
            column(entries, it -> Json.write(it.changes().orElse(List.of())), String[]::new))
        .setParameter(
            "options",
            column(entries, it -> Json.write(it.options().orElse(Map.of())), String[]::new))
        .executeUpdate();
  }

  private static <T> T[] column(
      List<AuditLogEntryJson> entries,
      Function<AuditLogEntryJson, @Nullable T> value,
      IntFunction<T[]> array) {
    return entries.stream().map(value).toArray(array);
  }

  private static long target(AuditLogEntryJson entry) {
    return entry.targetId() == null ? 0 : entry.targetId();
  }

  /// Returns entries below `before`, newest first.
  @Transactional
  List<AuditLogEntryJson> before(long guildId, Filter filter, long before, int limit) {
    return page(guildId, filter, "and id < :cursor", new Page(before, "desc", limit));
  }

  /// Returns entries above `after`, oldest first.
  @Transactional
  List<AuditLogEntryJson> after(long guildId, Filter filter, long after, int limit) {
    return page(guildId, filter, "and id > :cursor", new Page(after, "asc", limit));
  }

  private record Page(long cursor, String order, int limit) {}

  /// Conditions that nobody asked for are left out, so that each kind of question finds its index.
  private List<AuditLogEntryJson> page(long guildId, Filter filter, String bound, Page page) {
    var query =
        entityManager
            .createNativeQuery(
                """
                select id, action_type, user_id, target_id, cast(changes as text),
                       cast(options as text), reason
                from audit_log_entries where guild_id = :guild %s %s %s %s
                order by id %s limit :limit
                """
                    .formatted(
                        bound,
                        filter.userId() == 0 ? "" : "and user_id = :user",
                        filter.targetId() == 0 ? "" : "and target_id = :target",
                        filter.actionType() == 0 ? "" : "and action_type = :action",
                        page.order()))
            .setParameter("guild", guildId)
            .setParameter("cursor", page.cursor())
            .setParameter("limit", page.limit());
    if (filter.userId() != 0) {
      query.setParameter("user", filter.userId());
    }
    if (filter.targetId() != 0) {
      query.setParameter("target", filter.targetId());
    }
    if (filter.actionType() != 0) {
      query.setParameter("action", filter.actionType());
    }
    return Rows.of(query).stream().map(AuditEntries::entry).toList();
  }

  private static AuditLogEntryJson entry(@Nullable Object[] row) {
    var changes =
        Arrays.stream(Json.readOwn(String.valueOf(row[4]), Change[].class))
            .map(AuditEntries::withoutNulls)
            .toList();
    @SuppressWarnings("unchecked")
    Map<String, String> options = Json.readOwn(String.valueOf(row[5]), Map.class);
    return new AuditLogEntryJson(
        (Long) row[0],
        Optional.empty(),
        (Integer) row[1],
        (Long) row[2],
        (Long) row[3],
        Optional.of(changes).filter(list -> !list.isEmpty()),
        Optional.of(options).filter(map -> !map.isEmpty()),
        Optional.ofNullable((String) row[6]));
  }

  /// A tree that was left out is read as a null.
  private static Change withoutNulls(Change change) {
    return new Change(
        change.key(),
        change.oldValue().filter(value -> !value.isNull()),
        change.newValue().filter(value -> !value.isNull()));
  }
}
