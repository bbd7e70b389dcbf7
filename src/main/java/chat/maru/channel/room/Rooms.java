package chat.maru.channel.room;

import chat.maru.channel.Channel;
import chat.maru.channel.Channels;
import chat.maru.kernel.Snowflake;
import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import chat.maru.wire.RoomMemberJson;
import chat.maru.wire.UserJson;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All rooms and who has part in them.
@Store
public class Rooms {
  /// Counts what others wrote in the room of the recipient `p` after its cursor `s`, and after it
  /// came; among the newest 200 messages, so that a long room costs no more.
  private static final String UNREAD =
      """
      (select least(count(*), 100)
       from (select m.author_id, m.deleted_at from messages m
             where m.channel_id = p.channel_id
               and m.id > greatest(coalesce(s.last_read_message_id, 0),
                 (cast(extract(epoch from p.joined_at) * 1000 as bigint) - :epoch) << 22)
             order by m.channel_id desc, m.id desc limit 200) newest
       where newest.author_id <> :user and newest.deleted_at is null)\
      """;

  @Inject EntityManager entityManager;
  @Inject Channels channels;

  /// Returns rooms that the user has part in and that are not deleted, lowest id first.
  ///
  /// @param after the id that the first one lies above
  @Transactional
  public List<RoomView> listOf(long userId, long after, int limit) {
    return views(
        userId,
        Rows.column(
            entityManager
                .createNativeQuery(
                    """
                    select r.channel_id from recipients r join channels c on c.id = r.channel_id
                    where r.user_id = :user and c.deleted_at is null and r.channel_id > :after
                    order by r.channel_id limit :limit
                    """,
                    Long.class)
                .setParameter("user", userId)
                .setParameter("after", after)
                .setParameter("limit", limit)));
  }

  /// Returns a room, deleted or not, as the user sees it.
  @Transactional
  public RoomView view(long channelId, long userId) {
    return views(userId, List.of(channelId)).getFirst();
  }

  /// Returns how many messages are unread in each room that the user has part in.
  @Transactional
  public Map<Long, Integer> unreadOf(long userId) {
    return Rows.of(
            entityManager
                .createNativeQuery(
                    "select p.channel_id, "
                        + UNREAD
                        + """
                     from recipients p join channels c on c.id = p.channel_id
                    left join read_states s
                      on s.channel_id = p.channel_id and s.user_id = p.user_id
                    where p.user_id = :user and c.deleted_at is null
                    """)
                .setParameter("epoch", Snowflake.EPOCH)
                .setParameter("user", userId))
        .stream()
        .collect(Collectors.toMap(row -> (Long) row[0], row -> ((Number) row[1]).intValue()));
  }

  private List<RoomView> views(long userId, List<Long> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    var byId = channels(ids);
    var heads = heads(userId, ids);
    var people = people(ids);
    return ids.stream()
        .map(
            id -> {
              var head = heads.get(id);
              var some = people.getOrDefault(id, List.of());
              return new RoomView(
                  Optional.ofNullable(byId.get(id)).orElseThrow(),
                  some.stream().map(row -> UserJson.ofRow(row, 0)).toList(),
                  some.isEmpty() ? 0 : ((Number) some.getFirst()[5]).intValue(),
                  head == null ? null : (Long) head[1],
                  head == null ? null : (Long) head[2],
                  head == null ? 0 : ((Number) head[4]).intValue(),
                  head == null ? 0 : (Long) head[3]);
            })
        .toList();
  }

  /// Deleted ones too.
  private Map<Long, Channel> channels(List<Long> ids) {
    return entityManager
        .createQuery("select c from Channel c where c.id in :ids", Channel.class)
        .setParameter("ids", ids)
        .getResultStream()
        .collect(Collectors.toMap(Channel::id, Function.identity()));
  }

  private Map<Long, Object[]> heads(long userId, List<Long> ids) {
    return Rows.of(
            entityManager
                .createNativeQuery(
                    """
                    select h.channel_id, h.last_message_id, s.last_read_message_id,
                      h.last_outbox_id, coalesce(\
                    """
                        + UNREAD
                        + """
                    , 0)
                    from channel_heads h
                    left join recipients p on p.channel_id = h.channel_id and p.user_id = :user
                    left join read_states s on s.channel_id = h.channel_id and s.user_id = :user
                    where h.channel_id = any(:ids)
                    """)
                .setParameter("epoch", Snowflake.EPOCH)
                .setParameter("user", userId)
                .setParameter("ids", ids.toArray(Long[]::new)))
        .stream()
        .collect(Collectors.toMap(row -> (Long) row[0], Function.identity()));
  }

  /// Returns the first people of each room, with the number of all of them.
  private Map<Long, List<Object[]>> people(List<Long> ids) {
    return Rows.of(
            entityManager
                .createNativeQuery(
                    """
                    select u.id, u.username, u.global_name, u.avatar, u.bot, p.total, p.channel_id
                    from (select channel_id, user_id,
                                 count(*) over (partition by channel_id) as total,
                                 row_number() over (partition by channel_id
                                                    order by joined_at, user_id) as place
                          from recipients where channel_id = any(:ids)) p
                    join users u on u.id = p.user_id
                    where p.place <= :shown order by p.channel_id, p.place
                    """)
                .setParameter("ids", ids.toArray(Long[]::new))
                .setParameter("shown", RoomView.SHOWN + 1))
        .stream()
        .collect(Collectors.groupingBy(row -> (Long) row[6]));
  }

  /// Returns the people of a room above the user id `after`, lowest first.
  @Transactional
  List<RoomMemberJson> members(long channelId, long after, int limit) {
    return Rows.of(
            entityManager
                .createNativeQuery(
                    """
                    select u.id, u.username, u.global_name, u.avatar, u.bot, r.joined_at,
                           s.last_read_message_id
                    from recipients r join users u on u.id = r.user_id
                    left join read_states s
                      on s.user_id = r.user_id and s.channel_id = r.channel_id
                    where r.channel_id = :channel and r.user_id > :after
                    order by r.user_id limit :limit
                    """)
                .setParameter("channel", channelId)
                .setParameter("after", after)
                .setParameter("limit", limit))
        .stream()
        .map(row -> new RoomMemberJson(UserJson.ofRow(row, 0), (Instant) row[5], (Long) row[6]))
        .toList();
  }

  /// Returns the conversation that two users have with each other.
  @Transactional
  Optional<Long> findDirect(long one, long other) {
    return Rows.<Long>column(
            entityManager
                .createNativeQuery(
                    """
                    select c.id from recipients a
                    join recipients b on b.channel_id = a.channel_id and b.user_id = :other
                    join channels c on c.id = a.channel_id
                    where a.user_id = :one and c.type = 1 and c.deleted_at is null
                    """,
                    Long.class)
                .setParameter("one", one)
                .setParameter("other", other))
        .stream()
        .findFirst();
  }

  /// Returns who has part in a room, in the order in which they came.
  @Transactional
  public List<Long> peopleOf(long channelId) {
    return Rows.column(
        entityManager
            .createNativeQuery(
                """
                select user_id from recipients where channel_id = :channel
                order by joined_at, user_id
                """,
                Long.class)
            .setParameter("channel", channelId));
  }

  /// Gives users part in a room, those that have it already left out.
  @Transactional(TxType.MANDATORY)
  void enter(long channelId, Collection<Long> userIds, Instant now) {
    entityManager
        .createNativeQuery(
            """
            insert into recipients (channel_id, user_id, joined_at)
            select :channel, u, :now from unnest(cast(:users as bigint[])) u
            on conflict do nothing
            """)
        .setParameter("channel", channelId)
        .setParameter("users", userIds.toArray(Long[]::new))
        .setParameter("now", now)
        .executeUpdate();
  }

  /// Returns whether the user had part in the room.
  @Transactional(TxType.MANDATORY)
  boolean leave(long channelId, long userId) {
    return entityManager
            .createNativeQuery(
                "delete from recipients where channel_id = :channel and user_id = :user")
            .setParameter("channel", channelId)
            .setParameter("user", userId)
            .executeUpdate()
        == 1;
  }
}
