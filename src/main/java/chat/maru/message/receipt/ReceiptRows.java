package chat.maru.message.receipt;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Optional;

/// What the table says of a message that may be deleted.
@Store
class ReceiptRows {
  @Inject EntityManager entityManager;

  record ReceiptRow(
      int seq,
      long authorId,
      String clientMsgId,
      String eventId,
      String contentHash,
      boolean deleted) {}

  @Transactional
  Optional<ReceiptRow> find(long channelId, long id) {
    return Rows.of(
            entityManager
                .createNativeQuery(
                    """
                    select seq, author_id, client_msg_id, cast(event_id as text),
                           encode(content_hash, 'hex'), deleted_at is not null
                    from messages where channel_id = :channel and id = :id
                    """)
                .setParameter("channel", channelId)
                .setParameter("id", id))
        .stream()
        .findFirst()
        .map(
            row ->
                new ReceiptRow(
                    (Integer) row[0],
                    (Long) row[1],
                    (String) row[2],
                    (String) row[3],
                    (String) row[4],
                    (Boolean) row[5]));
  }
}
