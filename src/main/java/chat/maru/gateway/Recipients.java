package chat.maru.gateway;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Set;

/// Who has part in a room, for delivering to them.
@Store
public class Recipients {
  @Inject EntityManager entityManager;

  @Transactional
  Set<Long> idsOf(long channelId) {
    return Set.copyOf(
        Rows.<Long>column(
            entityManager
                .createNativeQuery(
                    "select user_id from recipients where channel_id = :channel", Long.class)
                .setParameter("channel", channelId)));
  }
}
