package chat.maru.app.follow;

import chat.maru.message.MessageCopies.Follower;
import chat.maru.message.MessageCopies.Source;
import chat.maru.message.body.Byline;
import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was published, and to whom: the followers that there were at that moment. A row goes with
/// its webhook, and so following ends for what was published before, too.
@Store
public class Crossposts {
  @Inject EntityManager entityManager;

  /// A published message and one of those who get it.
  record Crosspost(Source source, Follower follower) {}

  /// Returns the webhook by which a channel follows another one.
  @Transactional
  Optional<Long> follower(long sourceChannelId, long channelId) {
    return Rows.<Long>column(
            entityManager
                .createNativeQuery(
                    """
                    select id from webhooks
                    where source_channel_id = :source and channel_id = :channel
                    order by id limit 1
                    """,
                    Long.class)
                .setParameter("source", sourceChannelId)
                .setParameter("channel", channelId))
        .stream()
        .findFirst();
  }

  /// Notes that a message goes to all who follow its channel now. Who ends following at this moment
  /// is waited for and left out: a webhook is deleted under the locks of its own guild.
  @Transactional(TxType.MANDATORY)
  void publish(long channelId, long messageId) {
    entityManager
        .createNativeQuery(
            """
            insert into crossposts (message_id, webhook_id, source_channel_id, channel_id)
            select :message, w.id, w.source_channel_id, w.channel_id
            from webhooks w where w.source_channel_id = :channel
            for key share of w
            on conflict do nothing
            """)
        .setParameter("message", messageId)
        .setParameter("channel", channelId)
        .executeUpdate();
  }

  /// Returns those of the messages that were published to anybody.
  @Transactional
  List<Long> published(Collection<Long> messageIds) {
    return Rows.column(
        entityManager
            .createNativeQuery(
                "select distinct message_id from crossposts where message_id = any(:ids)",
                Long.class)
            .setParameter("ids", messageIds.toArray(Long[]::new)));
  }

  /// Returns a page of those who get a message.
  ///
  /// @param after the webhook of the last one before
  @Transactional
  List<Crosspost> page(long messageId, long after, int limit) {
    return Rows.of(
            entityManager
                .createNativeQuery(
                    """
                    select w.source_guild_id, c.source_channel_id, c.message_id,
                           w.id, w.guild_id, c.channel_id, w.name, w.avatar, w.application_id
                    from crossposts c join webhooks w on w.id = c.webhook_id
                    where c.message_id = :message and c.webhook_id > :after
                    order by c.webhook_id limit :limit
                    """)
                .setParameter("message", messageId)
                .setParameter("after", after)
                .setParameter("limit", limit))
        .stream()
        .map(Crossposts::crosspost)
        .toList();
  }

  private static Crosspost crosspost(@Nullable Object[] row) {
    return new Crosspost(
        new Source((Long) row[0], (Long) row[1], (Long) row[2]),
        new Follower(
            (Long) row[3],
            (Long) row[4],
            (Long) row[5],
            new Byline(String.valueOf(row[6]), (String) row[7], (Long) row[8])));
  }
}
