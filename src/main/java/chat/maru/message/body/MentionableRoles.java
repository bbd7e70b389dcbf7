package chat.maru.message.body;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;

/// Which roles of a guild may be mentioned.
@Store
public class MentionableRoles {
  @Inject EntityManager entityManager;

  /// Returns those of the ids that are roles of the guild and may be mentioned, in their order.
  ///
  /// @param any whether the sender may mention roles that are not mentionable
  @Transactional
  public List<Long> among(long guildId, List<Long> ids, boolean any) {
    List<Long> rows =
        Rows.column(
            entityManager
                .createNativeQuery(
                    """
                select id from roles
                where guild_id = :guild and id = any(:ids) and (mentionable or :any)
                """,
                    Long.class)
                .setParameter("guild", guildId)
                .setParameter("ids", ids.toArray(Long[]::new))
                .setParameter("any", any));
    var found = new HashSet<>(rows);
    return ids.stream().filter(found::contains).toList();
  }
}
