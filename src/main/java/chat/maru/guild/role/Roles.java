package chat.maru.guild.role;

import chat.maru.platform.sql.Store;
import chat.maru.wire.RoleJson;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
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
            "select r from Role r where r.guildId = :guild order by r.position, r.id", Role.class)
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

  /// Returns the position of a member's highest role; 0 for one that has `@everyone` alone.
  @Transactional
  public int highestOf(long guildId, long userId) {
    return ((Number)
            entityManager
                .createNativeQuery(
                    """
                    select coalesce(max(r.position), 0)
                    from member_roles m join roles r on r.id = m.role_id
                    where m.guild_id = :guild and m.user_id = :user
                    """)
                .setParameter("guild", guildId)
                .setParameter("user", userId)
                .getSingleResult())
        .intValue();
  }

  @Transactional(TxType.MANDATORY)
  public void add(Role role) {
    entityManager.persist(role);
    entityManager.flush();
  }

  @Transactional(TxType.MANDATORY)
  public void remove(Role role) {
    entityManager
        .createNativeQuery("delete from channel_overwrites where target_id = :id")
        .setParameter("id", role.id)
        .executeUpdate();
    entityManager.remove(role);
    entityManager.flush();
  }

  @Transactional(TxType.MANDATORY)
  public void give(long guildId, long userId, long roleId) {
    entityManager
        .createNativeQuery(
            """
            insert into member_roles (guild_id, user_id, role_id) values (:guild, :user, :role)
            on conflict do nothing
            """)
        .setParameter("guild", guildId)
        .setParameter("user", userId)
        .setParameter("role", roleId)
        .executeUpdate();
  }
}
