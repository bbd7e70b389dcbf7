package chat.maru.guild;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;

/// All guilds.
@Store
public class Guilds {
  @Inject EntityManager entityManager;

  /// Returns a guild that is not deleted.
  @Transactional
  public Optional<Guild> find(long id) {
    return Optional.ofNullable(entityManager.find(Guild.class, id))
        .filter(guild -> guild.deletedAt == null);
  }

  /// Returns guilds that a user is a member of, lowest id first.
  ///
  /// @param after the id that the first one lies above
  /// @param before the id that the last one lies below; the page ends there when `after` is 0
  @Transactional
  public List<Guild> listOf(long userId, long after, long before, int limit) {
    var downwards = after == 0 && before != Long.MAX_VALUE;
    List<Guild> page =
        Rows.column(
            entityManager
                .createNativeQuery(
                    """
                    select g.* from members m join guilds g on g.id = m.guild_id
                    where m.user_id = :user and g.deleted_at is null
                      and g.id > :after and g.id < :before
                    order by g.id %s limit :limit
                    """
                        .formatted(downwards ? "desc" : "asc"),
                    Guild.class)
                .setParameter("user", userId)
                .setParameter("after", after)
                .setParameter("before", before)
                .setParameter("limit", limit));
    return downwards ? page.reversed() : page;
  }

  /// Returns the type of a channel of the guild that is not deleted.
  @Transactional
  Optional<Integer> findChannelType(long guildId, long channelId) {
    List<Integer> types =
        Rows.column(
            entityManager
                .createNativeQuery(
                    """
                    select type from channels
                    where id = :id and guild_id = :guild and deleted_at is null
                    """,
                    Integer.class)
                .setParameter("id", channelId)
                .setParameter("guild", guildId));
    return types.stream().findFirst();
  }

  @Transactional(TxType.MANDATORY)
  void add(Guild guild) {
    entityManager.persist(guild);
    entityManager.flush();
  }
}
