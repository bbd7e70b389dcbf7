package chat.maru.message;

import chat.maru.access.Grant;
import chat.maru.platform.sql.Store;
import chat.maru.wire.ReadStateJson;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// How far users have read channels. A cursor only moves forward (I8), and never beyond the
/// channel's last message.
@Store
public class ReadStates {
  @Inject EntityManager entityManager;

  @Inject Clock clock;

  /// Moves the caller's cursor to the message, unless it is there or beyond already.
  ///
  /// @return the cursor as it stands
  @Transactional
  public ReadStateJson move(Grant grant, long messageId) {
    @SuppressWarnings("unchecked")
    List<Object[]> rows =
        entityManager
            .createNativeQuery(
                """
                insert into read_states as r (user_id, channel_id, last_read_message_id, read_at)
                select :user, h.channel_id, least(:message, coalesce(h.last_message_id, 0)), :now
                from channel_heads h where h.channel_id = :channel
                on conflict (user_id, channel_id) do update set
                  last_read_message_id =
                    greatest(r.last_read_message_id, excluded.last_read_message_id),
                  read_at = case when excluded.last_read_message_id > r.last_read_message_id
                                 then excluded.read_at else r.read_at end
                returning last_read_message_id, read_at
                """)
            .setParameter("user", grant.actor().userId())
            .setParameter("channel", grant.channelId())
            .setParameter("message", messageId)
            .setParameter("now", clock.instant())
            .getResultList();
    var row = rows.getFirst();
    return new ReadStateJson(grant.channelId(), (Long) row[0], (Instant) row[1]);
  }
}
