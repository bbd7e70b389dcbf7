package chat.maru.guild.ban;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import chat.maru.wire.BanJson;
import chat.maru.wire.UserJson;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All bans. Changed only under the guild's lock.
@Store
public class Bans {
  private static final String SELECT =
      """
      select b.reason, u.id, u.username, u.global_name, u.avatar, u.bot
      from bans b join users u on u.id = b.user_id
      where b.guild_id = :guild
      """;

  @Inject EntityManager entityManager;

  /// Who bans, when, and why.
  record Ruling(long guildId, long moderatorId, Optional<String> reason, Instant at) {}

  @Transactional
  Optional<BanJson> find(long guildId, long userId) {
    return read(
            entityManager
                .createNativeQuery(SELECT + "and b.user_id = :user")
                .setParameter("guild", guildId)
                .setParameter("user", userId))
        .stream()
        .findFirst();
  }

  /// Returns bans of users above the id `after`, lowest first.
  @Transactional
  List<BanJson> after(long guildId, long after, int limit) {
    return read(
        entityManager
            .createNativeQuery(SELECT + "and b.user_id > :after order by b.user_id limit :limit")
            .setParameter("guild", guildId)
            .setParameter("after", after)
            .setParameter("limit", limit));
  }

  /// Returns the last bans of users below the id `before`, lowest first.
  @Transactional
  List<BanJson> before(long guildId, long before, int limit) {
    return read(entityManager
            .createNativeQuery(
                SELECT + "and b.user_id < :before order by b.user_id desc limit :limit")
            .setParameter("guild", guildId)
            .setParameter("before", before)
            .setParameter("limit", limit))
        .reversed();
  }

  /// Returns those of the users that are banned.
  @Transactional
  Set<Long> banned(long guildId, Collection<Long> userIds) {
    return Set.copyOf(
        Rows.<Long>column(
            entityManager
                .createNativeQuery(
                    "select user_id from bans where guild_id = :guild and user_id = any(:users)",
                    Long.class)
                .setParameter("guild", guildId)
                .setParameter("users", userIds.toArray(Long[]::new))));
  }

  @Transactional(TxType.MANDATORY)
  void add(Ruling ruling, Collection<Long> userIds) {
    entityManager
        .createNativeQuery(
            """
            insert into bans (guild_id, user_id, reason, banned_by, banned_at)
            select :guild, unnest(cast(:users as bigint[])), nullif(:reason, ''), :moderator, :at
            """)
        .setParameter("guild", ruling.guildId())
        .setParameter("users", userIds.toArray(Long[]::new))
        .setParameter("reason", ruling.reason().orElse(""))
        .setParameter("moderator", ruling.moderatorId())
        .setParameter("at", ruling.at())
        .executeUpdate();
  }

  @Transactional(TxType.MANDATORY)
  void remove(long guildId, long userId) {
    entityManager
        .createNativeQuery("delete from bans where guild_id = :guild and user_id = :user")
        .setParameter("guild", guildId)
        .setParameter("user", userId)
        .executeUpdate();
  }

  private static List<BanJson> read(Query query) {
    return Rows.of(query).stream()
        .map(row -> new BanJson((String) row[0], UserJson.ofRow(row, 1)))
        .toList();
  }
}
