package chat.maru.channel;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

  /// Returns channels of a guild by id, deleted or not, with all that clients see of them.
  @Transactional
  public Map<Long, ChannelView> views(Collection<Long> ids) {
    return views(
            entityManager
                .createQuery(
                    """
                    select c, h from Channel c join ChannelHead h on h.channelId = c.id
                    where c.id in :ids
                    """,
                    Object[].class)
                .setParameter("ids", ids))
        .stream()
        .collect(Collectors.toMap(ChannelView::id, Function.identity()));
  }

  /// Returns those of the channels that are not deleted, by id.
  @Transactional
  public Map<Long, Channel> find(Collection<Long> ids) {
    return entityManager
        .createQuery(
            "select c from Channel c where c.id in :ids and c.deletedAt is null", Channel.class)
        .setParameter("ids", ids)
        .getResultStream()
        .collect(Collectors.toMap(Channel::id, Function.identity()));
  }

  /// How many channels a guild has, and where the next one goes.
  record Room(int count, int next) {}

  @Transactional
  Room roomIn(long guildId) {
    var row =
        entityManager
            .createQuery(
                """
                select count(c), coalesce(max(c.position) + 1, 0) from Channel c
                where c.guildId = :guild and c.deletedAt is null
                """,
                Object[].class)
            .setParameter("guild", guildId)
            .getSingleResult();
    return new Room(((Number) row[0]).intValue(), ((Number) row[1]).intValue());
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
                  head.lastPinAt,
                  head.lastOutboxId);
            })
        .toList();
  }

  @Transactional
  List<Overwrite> overwritesOf(List<Long> channelIds) {
    var rows =
        Rows.of(
            entityManager
                .createNativeQuery(
                    """
                select channel_id, target_id, type, allow, deny from channel_overwrites
                where channel_id = any(:channels) order by channel_id, target_id
                """)
                .setParameter("channels", channelIds.toArray(Long[]::new)));
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

  /// Makes overwrites of channels what they are to be: what is gone is deleted, what is new or
  /// other is stored.
  @Transactional(TxType.MANDATORY)
  void turnOverwrites(List<Overwrite> before, List<Overwrite> after) {
    var gone = new ArrayList<>(before);
    gone.removeIf(old -> after.stream().anyMatch(old::isSamePlace));
    if (!gone.isEmpty()) {
      entityManager
          .createNativeQuery(
              """
              delete from channel_overwrites o
              using unnest(cast(:channels as bigint[]), cast(:targets as bigint[]))
                as g (channel_id, target_id)
              where o.channel_id = g.channel_id and o.target_id = g.target_id
              """)
          .setParameter("channels", column(gone, Overwrite::channelId))
          .setParameter("targets", column(gone, Overwrite::targetId))
          .executeUpdate();
    }
    var known = new HashSet<>(before);
    putOverwrites(after.stream().filter(it -> !known.contains(it)).toList());
  }

  /// Stores overwrites, each in the place of the one that its target had in the channel.
  @Transactional(TxType.MANDATORY)
  void putOverwrites(List<Overwrite> overwrites) {
    if (overwrites.isEmpty()) {
      return;
    }
    entityManager
        .createNativeQuery(
            """
            insert into channel_overwrites (channel_id, target_id, type, allow, deny)
            select * from unnest(cast(:channels as bigint[]), cast(:targets as bigint[]),
              cast(:types as int[]), cast(:allows as bigint[]), cast(:denies as bigint[]))
            on conflict (channel_id, target_id) do update
              set type = excluded.type, allow = excluded.allow, deny = excluded.deny
            """)
        .setParameter("channels", column(overwrites, Overwrite::channelId))
        .setParameter("targets", column(overwrites, Overwrite::targetId))
        .setParameter("types", overwrites.stream().map(Overwrite::type).toArray(Integer[]::new))
        .setParameter("allows", column(overwrites, Overwrite::allow))
        .setParameter("denies", column(overwrites, Overwrite::deny))
        .executeUpdate();
  }

  private static Long[] column(List<Overwrite> overwrites, Function<Overwrite, Long> value) {
    return overwrites.stream().map(value).toArray(Long[]::new);
  }

  /// Returns how many channels lie in the fullest of the categories.
  @Transactional
  long mostChildrenOf(Collection<Long> categoryIds) {
    return entityManager
        .createQuery(
            """
            select count(c) from Channel c
            where c.parentId in :categories and c.deletedAt is null group by c.parentId
            """,
            Long.class)
        .setParameter("categories", categoryIds)
        .getResultStream()
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
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

  /// Locks the heads of all channels of a guild, threads too, in the order in which heads are
  /// locked. Returns their ids.
  @Transactional(TxType.MANDATORY)
  List<Long> lockAllOf(long guildId) {
    return Rows.column(
        entityManager
            .createNativeQuery(
                """
                select h.channel_id from channel_heads h join channels c on c.id = h.channel_id
                where c.guild_id = :guild and not h.closed
                order by h.channel_id for no key update of h
                """,
                Long.class)
            .setParameter("guild", guildId));
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
