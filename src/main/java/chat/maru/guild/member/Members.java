package chat.maru.guild.member;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import chat.maru.wire.UserJson;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All memberships of users in guilds. Changed only under the guild's lock.
@Store
public class Members {
  private static final String SELECT =
      """
      select m.guild_id, m.nick, m.joined_at, m.timeout_until, m.temporary,
             u.id, u.username, u.global_name, u.avatar, u.bot,
             (select string_agg(cast(r.role_id as text), ',' order by r.role_id)
              from member_roles r where r.guild_id = m.guild_id and r.user_id = m.user_id)
      from members m join users u on u.id = m.user_id
      where m.guild_id = :guild
      """;

  @Inject EntityManager entityManager;

  @Transactional
  public Optional<Member> find(long guildId, long userId) {
    return read(
            entityManager
                .createNativeQuery(SELECT + "and m.user_id = :user")
                .setParameter("guild", guildId)
                .setParameter("user", userId))
        .stream()
        .findFirst();
  }

  /// Returns members above the user id `after`, lowest first.
  @Transactional
  public List<Member> list(long guildId, long after, int limit) {
    return read(
        entityManager
            .createNativeQuery(SELECT + "and m.user_id > :after order by m.user_id limit :limit")
            .setParameter("guild", guildId)
            .setParameter("after", after)
            .setParameter("limit", limit));
  }

  /// Returns those of the users that are members.
  @Transactional
  public List<Member> listSome(long guildId, Collection<Long> userIds) {
    return read(
        entityManager
            .createNativeQuery(SELECT + "and m.user_id = any(:users) order by m.user_id")
            .setParameter("guild", guildId)
            .setParameter("users", userIds.toArray(Long[]::new)));
  }

  /// Returns members whose username or nickname begins with the text, case ignored.
  @Transactional
  public List<Member> search(long guildId, String prefix, int limit) {
    return read(
        entityManager
            .createNativeQuery(
                SELECT
                    + """
                    and (starts_with(lower(u.username), lower(:prefix))
                         or starts_with(lower(u.global_name), lower(:prefix))
                         or starts_with(lower(m.nick), lower(:prefix)))
                    order by m.user_id limit :limit
                    """)
            .setParameter("guild", guildId)
            .setParameter("prefix", prefix)
            .setParameter("limit", limit));
  }

  /// Returns how many of the users are members.
  @Transactional
  public int count(long guildId, Collection<Long> userIds) {
    return ((Number)
            entityManager
                .createNativeQuery(
                    "select count(*) from members where guild_id = :guild and user_id = any(:users)")
                .setParameter("guild", guildId)
                .setParameter("users", userIds.toArray(Long[]::new))
                .getSingleResult())
        .intValue();
  }

  /// Adds a member, unless it is one already. Returns whether it was added.
  @Transactional(TxType.MANDATORY)
  boolean add(long guildId, long userId, boolean temporary, Instant now) {
    return entityManager
            .createNativeQuery(
                """
                insert into members (guild_id, user_id, temporary, joined_at)
                values (:guild, :user, :temporary, :now) on conflict do nothing
                """)
            .setParameter("guild", guildId)
            .setParameter("user", userId)
            .setParameter("temporary", temporary)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  @Transactional(TxType.MANDATORY)
  boolean remove(long guildId, long userId) {
    return entityManager
            .createNativeQuery("delete from members where guild_id = :guild and user_id = :user")
            .setParameter("guild", guildId)
            .setParameter("user", userId)
            .executeUpdate()
        == 1;
  }

  @Transactional(TxType.MANDATORY)
  void countChange(long guildId, int more) {
    entityManager
        .createNativeQuery("update guilds set member_count = member_count + :more where id = :id")
        .setParameter("more", more)
        .setParameter("id", guildId)
        .executeUpdate();
  }

  /// Returns the owner of a guild that is not deleted, as it stands in the database.
  @Transactional
  public Optional<Long> findOwner(long guildId) {
    return Rows.<Long>column(
            entityManager
                .createNativeQuery(
                    "select owner_id from guilds where id = :id and deleted_at is null", Long.class)
                .setParameter("id", guildId))
        .stream()
        .findFirst();
  }

  /// Returns the ids of the guilds that a user is a member of, lowest first.
  @Transactional
  public List<Long> guildIdsOf(long userId) {
    return Rows.column(
        entityManager
            .createNativeQuery(
                """
                select m.guild_id from members m join guilds g on g.id = m.guild_id
                where m.user_id = :user and g.deleted_at is null order by m.guild_id
                """,
                Long.class)
            .setParameter("user", userId));
  }

  @Transactional(TxType.MANDATORY)
  void rename(long guildId, long userId, @Nullable String nick) {
    entityManager
        .createNativeQuery(
            """
            update members set nick = nullif(:nick, '')
            where guild_id = :guild and user_id = :user
            """)
        .setParameter("nick", nick == null ? "" : nick)
        .setParameter("guild", guildId)
        .setParameter("user", userId)
        .executeUpdate();
  }

  private static List<Member> read(Query query) {
    @SuppressWarnings("unchecked")
    List<Object[]> rows = query.getResultList();
    return rows.stream().map(Members::member).toList();
  }

  private static Member member(Object[] row) {
    var user =
        UserJson.of(
            (Long) row[5], (String) row[6], (String) row[7], (String) row[8], (Boolean) row[9]);
    return new Member(
        (Long) row[0],
        user,
        (String) row[1],
        ids((String) row[10]),
        (Instant) row[2],
        (Instant) row[3],
        (Boolean) row[4]);
  }

  private static List<Long> ids(@Nullable String joined) {
    return joined == null
        ? List.of()
        : Arrays.stream(joined.split(",")).map(Long::valueOf).toList();
  }
}
