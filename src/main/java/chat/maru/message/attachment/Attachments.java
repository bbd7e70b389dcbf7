package chat.maru.message.attachment;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What is known of all files; their bodies are blobs. A file without a message was taken for one
/// that was never stored, or is about to be.
@Store
public class Attachments {
  @Inject EntityManager entityManager;

  /// What is needed to hand a file out.
  record Kept(String filename, String type) {}

  @Transactional
  void add(Attachment attachment, long uploaderId, Instant now) {
    entityManager
        .createNativeQuery(
            """
            insert into attachments
              (id, channel_id, uploader_id, filename, type, size, sha256, created_at)
            values (:id, :channel, :uploader, :filename, :type, :size, decode(:sha, 'hex'), :now)
            """)
        .setParameter("id", attachment.id())
        .setParameter("channel", attachment.channelId())
        .setParameter("uploader", uploaderId)
        .setParameter("filename", attachment.filename())
        .setParameter("type", attachment.type())
        .setParameter("size", attachment.size())
        .setParameter("sha", attachment.sha256())
        .setParameter("now", now)
        .executeUpdate();
  }

  @Transactional
  Optional<Kept> find(long channelId, long id) {
    return Rows.of(
            entityManager
                .createNativeQuery(
                    """
                    select filename, type from attachments
                    where id = :id and channel_id = :channel
                    """)
                .setParameter("id", id)
                .setParameter("channel", channelId))
        .stream()
        .findFirst()
        .map(row -> new Kept((String) row[0], (String) row[1]));
  }

  /// Notes which files messages carry, in one statement.
  @Transactional(TxType.MANDATORY)
  public void carried(List<Long> ids, List<Long> messageIds) {
    entityManager
        .createNativeQuery(
            """
            update attachments a set message_id = c.message
            from unnest(cast(:ids as bigint[]), cast(:messages as bigint[])) as c (id, message)
            where a.id = c.id
            """)
        .setParameter("ids", ids.toArray(Long[]::new))
        .setParameter("messages", messageIds.toArray(Long[]::new))
        .executeUpdate();
  }

  /// Forgets files: nobody is handed them any more.
  @Transactional
  public void remove(Collection<Long> ids) {
    entityManager
        .createNativeQuery("delete from attachments where id = any(:ids)")
        .setParameter("ids", ids.toArray(Long[]::new))
        .executeUpdate();
  }
}
