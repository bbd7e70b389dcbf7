package chat.maru.guild.prune;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// The members that stay away: neither seen nor joined since a day, and without roles but those
/// that were named. Bots and the owner are never among them.
@Store
public class Absentees {
  private static final String FROM =
      """
      from members m
      join guilds g on g.id = m.guild_id
      join users u on u.id = m.user_id
      left join last_seen s on s.user_id = m.user_id
      where m.guild_id = :guild and m.user_id <> g.owner_id and not u.bot
        and greatest(s.seen_on, cast(timezone('UTC', m.joined_at) as date)) < :day
        and not exists (select 1 from member_roles r
                        where r.guild_id = m.guild_id and r.user_id = m.user_id
                          and r.role_id <> all(:roles))
      """;

  @Inject EntityManager entityManager;

  /// Who is asked for.
  ///
  /// @param before the first day on which nobody of them may have been seen
  /// @param roles roles that do not protect
  record Criteria(long guildId, LocalDate before, Set<Long> roles) {}

  @Transactional
  int count(Criteria criteria) {
    return ((Number)
            with(entityManager.createNativeQuery("select count(*) " + FROM), criteria)
                .getSingleResult())
        .intValue();
  }

  /// Returns the first ones by id.
  @Transactional
  List<Long> list(Criteria criteria, int limit) {
    return Rows.column(
        with(
                entityManager.createNativeQuery(
                    "select m.user_id " + FROM + " order by m.user_id limit :limit", Long.class),
                criteria)
            .setParameter("limit", limit));
  }

  private static Query with(Query query, Criteria criteria) {
    return query
        .setParameter("guild", criteria.guildId())
        .setParameter("day", criteria.before())
        .setParameter("roles", criteria.roles().toArray(Long[]::new));
  }
}
