package chat.maru.guild.role;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import chat.maru.wire.RoleJson;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All roles.
@Store
public class Roles {
  @Inject EntityManager entityManager;

  /// Returns the roles of a guild, lowest first.
  @Transactional
  public List<Role> listOf(long guildId) {
    return entityManager
        .createQuery(
            "select r from Role r where r.guildId = :guild order by r.position, r.id desc",
            Role.class)
        .setParameter("guild", guildId)
        .getResultList();
  }

  /// Returns the roles of a guild as members see them, lowest first.
  @Transactional
  public List<RoleJson> jsonOf(long guildId) {
    return listOf(guildId).stream().map(Role::json).toList();
  }

  /// Returns the role that a bot got when it was added.
  @Transactional
  public Optional<Role> findOfBot(long guildId, long botId) {
    return entityManager
        .createQuery("select r from Role r where r.guildId = :guild and r.botId = :bot", Role.class)
        .setParameter("guild", guildId)
        .setParameter("bot", botId)
        .getResultStream()
        .findFirst();
  }

  @Transactional
  public Optional<Role> find(long guildId, long roleId) {
    return Optional.ofNullable(entityManager.find(Role.class, roleId))
        .filter(role -> role.guildId == guildId);
  }

  /// Returns those of the ids that are roles of the guild.
  @Transactional
  public List<Role> listSome(long guildId, Collection<Long> ids) {
    return entityManager
        .createQuery(
            "select r from Role r where r.guildId = :guild and r.id in :ids order by r.id",
            Role.class)
        .setParameter("guild", guildId)
        .setParameter("ids", ids)
        .getResultList();
  }

  /// Returns how many roles a guild has.
  @Transactional
  int count(long guildId) {
    return entityManager
        .createQuery("select count(r) from Role r where r.guildId = :guild", Long.class)
        .setParameter("guild", guildId)
        .getSingleResult()
        .intValue();
  }

  /// Returns the number of members that have each role of the guild, `@everyone` left out.
  @Transactional
  Map<String, Integer> countMembers(long guildId) {
    var rows =
        Rows.of(
            entityManager
                .createNativeQuery(
                    """
                    select r.id, coalesce(m.members, 0)
                    from roles r left join
                      (select role_id, count(*) as members from member_roles
                       where guild_id = :guild group by role_id) m on m.role_id = r.id
                    where r.guild_id = :guild and r.id <> :guild order by r.id
                    """)
                .setParameter("guild", guildId));
    var counts = new LinkedHashMap<String, Integer>();
    rows.forEach(row -> counts.put(String.valueOf(row[0]), ((Number) row[1]).intValue()));
    return counts;
  }

  /// Returns how many of the ids are roles of the guild.
  @Transactional
  public int count(long guildId, List<Long> ids) {
    return entityManager
        .createQuery(
            "select count(r) from Role r where r.guildId = :guild and r.id in :ids", Long.class)
        .setParameter("guild", guildId)
        .setParameter("ids", ids)
        .getSingleResult()
        .intValue();
  }

  @Transactional(TxType.MANDATORY)
  public void add(Role role) {
    entityManager.persist(role);
    entityManager.flush();
  }

  /// Removes a role, and takes it from all members and all channels. The caller holds the guild's
  /// lock.
  @Transactional(TxType.MANDATORY)
  public void remove(Role role) {
    entityManager
        .createNativeQuery("delete from channel_overwrites where target_id = :id")
        .setParameter("id", role.id)
        .executeUpdate();
    entityManager.remove(role);
    entityManager.flush();
  }

  /// Puts roles of a guild at positions.
  @Transactional(TxType.MANDATORY)
  void place(long guildId, Map<Long, Integer> positions) {
    if (positions.isEmpty()) {
      return;
    }
    var ids = positions.keySet().toArray(Long[]::new);
    entityManager
        .createNativeQuery(
            """
            update roles r set position = w.position
            from unnest(cast(:ids as bigint[]), cast(:positions as int[])) as w (id, position)
            where r.id = w.id and r.guild_id = :guild
            """)
        .setParameter("guild", guildId)
        .setParameter("ids", ids)
        .setParameter("positions", Arrays.stream(ids).map(positions::get).toArray(Integer[]::new))
        .executeUpdate();
  }

  /// Gives roles to a member.
  @Transactional(TxType.MANDATORY)
  public void give(long guildId, long userId, Collection<Long> roleIds) {
    entityManager
        .createNativeQuery(
            """
            insert into member_roles (guild_id, user_id, role_id)
            select :guild, :user, unnest(cast(:roles as bigint[])) on conflict do nothing
            """)
        .setParameter("guild", guildId)
        .setParameter("user", userId)
        .setParameter("roles", roleIds.toArray(Long[]::new))
        .executeUpdate();
  }

  /// Takes roles from a member.
  @Transactional(TxType.MANDATORY)
  public void take(long guildId, long userId, Collection<Long> roleIds) {
    entityManager
        .createNativeQuery(
            """
            delete from member_roles
            where guild_id = :guild and user_id = :user and role_id = any(:roles)
            """)
        .setParameter("guild", guildId)
        .setParameter("user", userId)
        .setParameter("roles", roleIds.toArray(Long[]::new))
        .executeUpdate();
  }
}
