package chat.maru.access;

import chat.maru.access.GuildRights.Overwrite;
import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what permissions are computed from, one projection each. Deleted channels are found too,
/// so that those who could see one can be told that it is gone.
@Store
public class Rights {
  @Inject EntityManager entityManager;

  @Transactional
  Optional<GuildRights> findGuild(long guildId) {
    var rows =
        rows(
            """
            select g.owner_id, r.id, r.permissions, r.position
            from guilds g join roles r on r.guild_id = g.id
            where g.id = :id and g.deleted_at is null
            """,
            Map.of("id", guildId));
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    var roles = new HashMap<Long, GuildRights.Role>();
    rows.forEach(
        row -> roles.put((Long) row[1], new GuildRights.Role((Long) row[2], (Integer) row[3])));
    return Optional.of(new GuildRights(guildId, (Long) rows.getFirst()[0], Map.copyOf(roles)));
  }

  @Transactional
  Optional<MemberRights> findMember(long guildId, long userId) {
    var rows =
        rows(
            """
            select m.timeout_until, r.role_id
            from members m left join member_roles r using (guild_id, user_id)
            where m.guild_id = :guild and m.user_id = :user
            """,
            Map.of("guild", guildId, "user", userId));
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    var roles = new HashSet<Long>();
    for (var row : rows) {
      if (row[1] != null) {
        roles.add((Long) row[1]);
      }
    }
    return Optional.of(
        new MemberRights(
            guildId, userId, Set.copyOf(roles), Optional.ofNullable((Instant) rows.getFirst()[0])));
  }

  @Transactional
  Optional<GuildRights.Channel> findChannel(long channelId) {
    var rows =
        rows(
            """
            select c.guild_id, c.parent_id, c.type, c.access, c.deleted_at is not null,
                   o.target_id, o.allow, o.deny, c.rate_limit_per_user
            from channels c left join channel_overwrites o on o.channel_id = c.id
            where c.id = :id
            """,
            Map.of("id", channelId));
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    var first = rows.getFirst();
    var overwrites =
        rows.stream()
            .filter(row -> row[5] != null)
            .map(row -> new Overwrite((Long) row[5], (Long) row[6], (Long) row[7]))
            .toList();
    return Optional.of(
        new GuildRights.Channel(
            channelId,
            orZero(first[0]),
            orZero(first[1]),
            (Integer) first[2],
            "open".equals(first[3]),
            (Boolean) first[4],
            overwrites,
            (Integer) first[8]));
  }

  @Transactional
  boolean isRecipient(long channelId, long userId) {
    return !entityManager
        .createNativeQuery(
            """
            select 1 from recipients where channel_id = :channel and user_id = :user
            union all
            select 1 from thread_members where channel_id = :channel and user_id = :user
            """)
        .setParameter("channel", channelId)
        .setParameter("user", userId)
        .getResultList()
        .isEmpty();
  }

  private static long orZero(@Nullable Object id) {
    return id == null ? 0 : (Long) id;
  }

  private List<Object[]> rows(String sql, Map<String, Long> parameters) {
    var query = entityManager.createNativeQuery(sql);
    parameters.forEach(query::setParameter);
    return Rows.of(query);
  }
}
