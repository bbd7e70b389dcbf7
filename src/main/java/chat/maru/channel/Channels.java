package chat.maru.channel;

import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// All channels and rooms.
@Store
public class Channels {
  @Inject EntityManager entityManager;

  /// Returns a channel or room that is not deleted.
  @Transactional
  public Optional<Channel> find(long id) {
    return Optional.ofNullable(entityManager.find(Channel.class, id))
        .filter(channel -> channel.deletedAt == null);
  }

  /// Returns the channels of a guild that are not deleted, with all that clients see of them.
  @Transactional
  public List<ChannelView> listOf(long guildId) {
    return views(
        entityManager
            .createQuery(
                """
                select c, h from Channel c join ChannelHead h on h.channelId = c.id
                where c.guildId = :guild and c.deletedAt is null and c.type not in (10, 11, 12)
                order by c.position, c.id
                """,
                Object[].class)
            .setParameter("guild", guildId));
  }

  /// Returns a channel of a guild, deleted or not, with all that clients see of it.
  @Transactional
  public ChannelView view(long id) {
    return views(
            entityManager
                .createQuery(
                    """
                    select c, h from Channel c join ChannelHead h on h.channelId = c.id
                    where c.id = :id
                    """,
                    Object[].class)
                .setParameter("id", id))
        .getFirst();
  }

  private List<ChannelView> views(TypedQuery<Object[]> query) {
    var rows = query.getResultList();
    var ids = rows.stream().map(row -> ((Channel) row[0]).id).toList();
    var overwrites =
        overwritesOf(ids).stream().collect(Collectors.groupingBy(Overwrite::channelId));
    return rows.stream()
        .map(
            row -> {
              var channel = (Channel) row[0];
              var head = (ChannelHead) row[1];
              return new ChannelView(
                  channel,
                  overwrites.getOrDefault(channel.id, List.of()),
                  head.lastMessageId,
                  head.lastOutboxId);
            })
        .toList();
  }

  @Transactional
  List<Overwrite> overwritesOf(List<Long> channelIds) {
    @SuppressWarnings("unchecked")
    List<Object[]> rows =
        entityManager
            .createNativeQuery(
                """
                select channel_id, target_id, type, allow, deny from channel_overwrites
                where channel_id = any(:channels) order by channel_id, target_id
                """)
            .setParameter("channels", channelIds.toArray(Long[]::new))
            .getResultList();
    return rows.stream()
        .map(
            row ->
                new Overwrite(
                    (Long) row[0], (Long) row[1], (Integer) row[2], (Long) row[3], (Long) row[4]))
        .toList();
  }

  /// Stores a new channel and its head.
  @Transactional(TxType.MANDATORY)
  public void add(Channel channel) {
    entityManager.persist(channel);
    entityManager
        .createNativeQuery("insert into channel_heads (channel_id) values (:id)")
        .setParameter("id", channel.id)
        .executeUpdate();
  }

  /// Replaces all overwrites of a channel.
  @Transactional(TxType.MANDATORY)
  void replaceOverwrites(long channelId, List<Overwrite> overwrites) {
    entityManager
        .createNativeQuery("delete from channel_overwrites where channel_id = :id")
        .setParameter("id", channelId)
        .executeUpdate();
    for (var overwrite : overwrites) {
      entityManager
          .createNativeQuery(
              """
              insert into channel_overwrites (channel_id, target_id, type, allow, deny)
              values (:channel, :target, :type, :allow, :deny)
              """)
          .setParameter("channel", channelId)
          .setParameter("target", overwrite.targetId())
          .setParameter("type", overwrite.type())
          .setParameter("allow", overwrite.allow())
          .setParameter("deny", overwrite.deny())
          .executeUpdate();
    }
  }

  /// Returns the channels that lie in a category.
  @Transactional
  List<Long> childrenOf(long categoryId) {
    return entityManager
        .createQuery(
            """
            select c.id from Channel c
            where c.parentId = :category and c.deletedAt is null
              and c.type not in (10, 11, 12) order by c.id
            """,
            Long.class)
        .setParameter("category", categoryId)
        .getResultList();
  }

  /// Takes all channels out of a category that ends.
  @Transactional(TxType.MANDATORY)
  void orphan(long categoryId) {
    entityManager
        .createQuery(
            """
            update Channel c set c.parentId = null
            where c.parentId = :category and c.type not in (10, 11, 12)
            """)
        .setParameter("category", categoryId)
        .executeUpdate();
  }

  /// Closes heads, so that nothing is stored in their channels any more. The caller holds their
  /// locks.
  @Transactional(TxType.MANDATORY)
  public void closeHeads(List<Long> channelIds) {
    entityManager
        .createNativeQuery("update channel_heads set closed = true where channel_id = any(:ids)")
        .setParameter("ids", channelIds.toArray(Long[]::new))
        .executeUpdate();
  }
}
