package chat.maru.gateway;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.HashMap;
import java.util.Map;

/// What snapshots need beside the stores of the features: the moment, and the marks.
@Store
public class SnapshotRows {
  @Inject EntityManager entityManager;

  /// Lets all reads of the running transaction, which must not have read yet, see one moment.
  @Transactional(TxType.MANDATORY)
  void freeze() {
    entityManager
        .createNativeQuery("set transaction isolation level repeatable read read only")
        .executeUpdate();
  }

  @Transactional
  int memberCount(long guildId) {
    return number("select member_count from guilds where id = :id", guildId).intValue();
  }

  @Transactional
  int applicationFlags(long applicationId) {
    return number("select flags from applications where id = :id", applicationId).intValue();
  }

  /// The last outbox ids of the user and of each of its rooms, deleted ones too.
  @Transactional
  Map<Long, Long> marks(long userId) {
    var rows =
        Rows.of(
            entityManager
                .createNativeQuery(
                    """
                select id, last_outbox_id from users where id = :user
                union all
                select h.channel_id, h.last_outbox_id
                from recipients r join channel_heads h using (channel_id)
                where r.user_id = :user
                """)
                .setParameter("user", userId));
    var marks = new HashMap<Long, Long>();
    rows.forEach(row -> marks.put((Long) row[0], (Long) row[1]));
    return marks;
  }

  private Number number(String sql, long id) {
    return (Number) entityManager.createNativeQuery(sql).setParameter("id", id).getSingleResult();
  }
}
