package chat.maru.guild.member;

import chat.maru.auth.ApplicationFlags;
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
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All memberships of users in guilds. Changed only under the guild's lock.
@Store
public class Members {
  private static final String SELECT =
      """
      select m.guild_id, m.nick, m.joined_at, m.timeout_until, m.temporary, m.flags,
             u.id, u.username, u.global_name, u.avatar, u.bot,
             (select string_agg(cast(r.role_id as text), ',' order by r.role_id)
              from member_roles r where r.guild_id = m.guild_id and r.user_id = m.user_id)
      from members m join users u on u.id = m.user_id
      where m.guild_id = :guild
      """;

  /// How many names a member can be found by.
  private static final int NAMES = 3;

  /// Sorts behind everything that a name can go on with.
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

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

  /// Returns members one of whose names (username, global name, nickname) begins with the text,
  /// case ignored: the first ones by name, in the order of their ids.
  @Transactional
  public List<Member> search(long guildId, String prefix, int limit) {
    return read(
        entityManager
            .createNativeQuery(
                SELECT
                    + """
                    and m.user_id in (
                      select found.user_id
                      from (select user_id, name from member_names
                            where guild_id = :guild
                              and name >= lower(:prefix) and name < lower(:prefix) || :last
                            order by name limit :names) found
                      group by found.user_id order by min(found.name) limit :limit)
                    order by m.user_id
                    """)
            .setParameter("guild", guildId)
            .setParameter("prefix", prefix)
            .setParameter("last", LAST)
            .setParameter("names", limit * NAMES)
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
  void remove(long guildId, Collection<Long> userIds) {
    entityManager
        .createNativeQuery("delete from members where guild_id = :guild and user_id = any(:users)")
        .setParameter("guild", guildId)
        .setParameter("users", userIds.toArray(Long[]::new))
        .executeUpdate();
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

  /// Writes what can be changed of a member, its roles left out.
  @Transactional(TxType.MANDATORY)
  void update(Member member) {
    entityManager
        .createNativeQuery(
            """
            update members
            set nick = nullif(:nick, ''), flags = :flags,
                timeout_until = cast(nullif(:timeout, '') as timestamptz)
            where guild_id = :guild and user_id = :user
            """)
        .setParameter("nick", member.nick() == null ? "" : member.nick())
        .setParameter("flags", member.flags())
        .setParameter("timeout", Objects.toString(member.timeoutUntil(), ""))
        .setParameter("guild", member.guildId())
        .setParameter("user", member.userId())
        .executeUpdate();
  }

  /// Whether a user is banned from a guild. Under the guild's lock nobody bans it meanwhile.
  @Transactional(TxType.MANDATORY)
  boolean isBanned(long guildId, long userId) {
    return !entityManager
        .createNativeQuery("select 1 from bans where guild_id = :guild and user_id = :user")
        .setParameter("guild", guildId)
        .setParameter("user", userId)
        .getResultList()
        .isEmpty();
  }

  /// Whether the application has the privileged intent without which its bot may not list members.
  @Transactional
  boolean mayBeListedBy(long applicationId) {
    return !entityManager
        .createNativeQuery("select 1 from applications where id = :id and flags & :flags <> 0")
        .setParameter("id", applicationId)
        .setParameter("flags", ApplicationFlags.MEMBERS)
        .getResultList()
        .isEmpty();
  }

  private static List<Member> read(Query query) {
    return Rows.of(query).stream().map(Members::member).toList();
  }

  private static Member member(Object[] row) {
    var user = UserJson.ofRow(row, 6);
    return new Member(
        (Long) row[0],
        user,
        (String) row[1],
        ids((String) row[11]),
        (Instant) row[2],
        (Instant) row[3],
        (Boolean) row[4],
        (Integer) row[5]);
  }

  private static List<Long> ids(@Nullable String joined) {
    return joined == null
        ? List.of()
        : Arrays.stream(joined.split(",")).map(Long::valueOf).toList();
  }
}
