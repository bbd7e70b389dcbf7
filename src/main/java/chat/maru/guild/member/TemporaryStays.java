package chat.maru.guild.member;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The members that came by an invite for temporary membership and were given no role: they stay
/// until they disconnect.
@Store
public class TemporaryStays {
  private static final String STAYING =
      """
      select m.guild_id, m.user_id from members m join guilds g on g.id = m.guild_id
      where m.temporary and g.deleted_at is null and g.owner_id <> m.user_id
        and not exists (select 1 from member_roles r
                        where r.guild_id = m.guild_id and r.user_id = m.user_id)
      """;
  private static final String OVER =
      """
      and case when m.seen_at is null then m.joined_at < :joined else m.seen_at < :seen end
      """;

  @Inject EntityManager entityManager;

  /// A member of a guild.
  public record Stay(long guildId, long userId) {}

  /// Whose stay is over.
  ///
  /// @param seenBefore who was connected last before this moment
  /// @param joinedBefore who was never seen connected and joined before this one
  public record Over(Instant seenBefore, Instant joinedBefore) {}

  /// Returns stays behind the given one, by guild and user.
  @Transactional
  public List<Stay> list(Stay after, int limit) {
    return Rows.of(
            entityManager
                .createNativeQuery(
                    STAYING
                        + """
                        and (m.guild_id, m.user_id) > (:guild, :user)
                        order by m.guild_id, m.user_id limit :limit
                        """)
                .setParameter("guild", after.guildId())
                .setParameter("user", after.userId())
                .setParameter("limit", limit))
        .stream()
        .map(TemporaryStays::stay)
        .toList();
  }

  /// Notes that the users are connected now.
  @Transactional
  public void seen(Set<Long> userIds, Instant now) {
    entityManager
        .createNativeQuery(
            "update members set seen_at = :now where temporary and user_id = any(:users)")
        .setParameter("now", now)
        .setParameter("users", userIds.toArray(Long[]::new))
        .executeUpdate();
  }

  /// Returns those of the users' stays that are over.
  @Transactional
  public List<Stay> listOver(Set<Long> userIds, Over over) {
    return Rows.of(
            entityManager
                .createNativeQuery(STAYING + OVER + "and m.user_id = any(:users)")
                .setParameter("joined", over.joinedBefore())
                .setParameter("seen", over.seenBefore())
                .setParameter("users", userIds.toArray(Long[]::new)))
        .stream()
        .map(TemporaryStays::stay)
        .toList();
  }

  /// Whether the stay is over as it stands under the guild's lock.
  @Transactional(TxType.MANDATORY)
  boolean isOver(Stay stay, Over over) {
    return !Rows.of(
            entityManager
                .createNativeQuery(STAYING + OVER + "and m.guild_id = :guild and m.user_id = :user")
                .setParameter("joined", over.joinedBefore())
                .setParameter("seen", over.seenBefore())
                .setParameter("guild", stay.guildId())
                .setParameter("user", stay.userId()))
        .isEmpty();
  }

  private static Stay stay(Object[] row) {
    return new Stay((Long) row[0], (Long) row[1]);
  }
}
