package chat.maru.guild.member;

import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/// The names by which members are found, one row each, so that a search by prefix reads nothing but
/// what it finds. Written under the guild's lock.
@Store
public class MemberNames {
  @Inject EntityManager entityManager;

  /// Writes the names of a member anew.
  @Transactional(TxType.MANDATORY)
  void write(long guildId, long userId) {
    write("and m.guild_id = :guild", guildId, userId);
  }

  /// Writes the names of a user anew in every guild that it is a member of.
  @Transactional(TxType.MANDATORY)
  public void writeEverywhere(long userId) {
    write("", 0, userId);
  }

  private void write(String where, long guildId, long userId) {
    var gone =
        entityManager
            .createNativeQuery("delete from member_names m where m.user_id = :user " + where)
            .setParameter("user", userId);
    var there =
        entityManager
            .createNativeQuery(
                """
                insert into member_names (guild_id, user_id, name)
                select m.guild_id, m.user_id, lower(n.name)
                from members m
                join users u on u.id = m.user_id
                cross join lateral unnest(array[u.username, u.global_name, m.nick]) as n (name)
                where n.name is not null and m.user_id = :user %s
                on conflict do nothing
                """
                    .formatted(where))
            .setParameter("user", userId);
    if (guildId != 0) {
      gone.setParameter("guild", guildId);
      there.setParameter("guild", guildId);
    }
    gone.executeUpdate();
    there.executeUpdate();
  }
}
