package chat.maru.message.read;

import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;

/// Whom messages mention: users, roles, or everybody by the guild's id. What came after a cursor is
/// counted from here, whatever the length of the channel.
@Store
public class MentionRows {
  @Inject EntityManager entityManager;

  /// A message that mentions somebody.
  public record Mention(long channelId, long targetId, long messageId, long authorId) {}

  /// Notes mentions, in one statement. The caller holds the locks of their channels.
  @Transactional(TxType.MANDATORY)
  public void add(List<Mention> mentions) {
    entityManager
        .createNativeQuery(
            """
            insert into message_mentions (channel_id, target_id, message_id, author_id)
            select * from unnest(cast(:channels as bigint[]), cast(:targets as bigint[]),
              cast(:messages as bigint[]), cast(:authors as bigint[]))
            on conflict do nothing
            """)
        .setParameter("channels", mentions.stream().map(Mention::channelId).toArray(Long[]::new))
        .setParameter("targets", mentions.stream().map(Mention::targetId).toArray(Long[]::new))
        .setParameter("messages", mentions.stream().map(Mention::messageId).toArray(Long[]::new))
        .setParameter("authors", mentions.stream().map(Mention::authorId).toArray(Long[]::new))
        .executeUpdate();
  }

  /// Forgets the mentions of messages that are gone.
  @Transactional(TxType.MANDATORY)
  public void forget(long channelId, Collection<Long> messageIds) {
    entityManager
        .createNativeQuery(
            """
            delete from message_mentions
            where channel_id = :channel and message_id = any(:messages)
            """)
        .setParameter("channel", channelId)
        .setParameter("messages", messageIds.toArray(Long[]::new))
        .executeUpdate();
  }
}
