package chat.maru.channel.thread;

import chat.maru.channel.Channel;
import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// All threads. Every list walks an index that begins with the channel, so that a page costs the
/// same however many threads there are.
@Store
public class Threads {
  private static final String SELECT =
      """
      select c, t, p, t.memberCount, t.removed, h.lastSeq, h.lastMessageId, h.lastOutboxId
      from ThreadState t join Channel c on c.id = t.channelId
      join Channel p on p.id = t.parentId
      join ChannelHead h on h.channelId = t.channelId
      """;

  /// The last sign of life is the last message, whose id tells its moment, or the thread's leaving
  /// the archive. Pinned posts stay.
  private static final String DUE =
      """
      select t.channel_id from threads t
      join channel_heads h using (channel_id) join channels c on c.id = t.channel_id
      where not t.archived and not t.deleted and c.flags & 2 = 0
        and greatest(t.archived_at, to_timestamp(
              ((coalesce(h.last_message_id, 0) >> 22) + 1420070400000) / 1000.0))
            + t.auto_archive_duration * interval '1 minute' <= :now
      """;

  private static final int MAX_ACTIVE = 1000;

  @Inject EntityManager entityManager;

  /// Returns a thread that is not deleted.
  @Transactional
  public Optional<ThreadState> find(long id) {
    return Optional.ofNullable(entityManager.find(ThreadState.class, id))
        .filter(thread -> !thread.deleted);
  }

  /// Returns whether there is or was a thread of this id.
  @Transactional
  public boolean hasBeen(long id) {
    return entityManager.find(ThreadState.class, id) != null;
  }

  /// Returns a thread, deleted or not, with all that clients see of it.
  @Transactional
  public ThreadView view(long id) {
    entityManager.flush();
    return views(query("where t.channelId = :id").setParameter("id", id)).getFirst();
  }

  /// Returns those of the threads that are not deleted.
  @Transactional
  public List<ThreadView> views(Collection<Long> ids) {
    return ids.isEmpty()
        ? List.of()
        : views(
            query("where t.channelId in :ids and t.deleted = false order by t.channelId")
                .setParameter("ids", ids));
  }

  /// Returns the active threads of a guild, the newest first.
  @Transactional
  public List<ThreadView> active(long guildId) {
    return views(
        query(
                """
                where t.guildId = :guild and t.archived = false and t.deleted = false
                order by t.channelId desc
                """)
            .setParameter("guild", guildId));
  }

  /// Returns whether one more thread of a guild can be active. Whoever makes one or takes one out
  /// of the archive asks here, at last, under all its other locks: until its transaction ends no
  /// other one of the guild gets an answer.
  @Transactional(TxType.MANDATORY)
  boolean hasRoom(long guildId) {
    lockActive(List.of(guildId));
    return room(guildId) > 0;
  }

  /// Takes the locks of [#hasRoom] for several guilds, in their order.
  @Transactional(TxType.MANDATORY)
  void lockActive(Collection<Long> guildIds) {
    entityManager
        .createNativeQuery(
            """
            select cast(pg_advisory_xact_lock(hashtextextended('active threads ' || id, 0)) as text)
            from (select unnest(:ids) as id order by id) as guild
            """)
        .setParameter("ids", guildIds.toArray(Long[]::new))
        .getResultList();
  }

  /// Returns the guilds of those of the threads that are in the archive.
  @Transactional
  List<Long> guildsOfArchived(Collection<Long> ids) {
    return Rows.column(
        entityManager
            .createNativeQuery(
                "select distinct guild_id from threads where channel_id = any(:ids) and archived",
                Long.class)
            .setParameter("ids", ids.toArray(Long[]::new)));
  }

  /// Returns how many more threads of a guild can be active. Holds as long as the caller has the
  /// lock of [#hasRoom].
  @Transactional(TxType.MANDATORY)
  int room(long guildId) {
    return MAX_ACTIVE - countActive(guildId);
  }

  private int countActive(long guildId) {
    return ((Number)
            entityManager
                .createNativeQuery(
                    """
                    select count(*) from threads
                    where guild_id = :guild and not archived and not deleted
                    """)
                .setParameter("guild", guildId)
                .getSingleResult())
        .intValue();
  }

  /// Returns archived threads of a channel, those archived last first.
  ///
  /// @param secret whether the private ones, or the others
  @Transactional
  List<ThreadView> archived(long parentId, boolean secret, Instant before, int limit) {
    return views(
        query(
                """
                where t.parentId = :parent and t.secret = :secret and t.archived = true
                  and t.deleted = false and t.archivedAt < :before
                order by t.archivedAt desc, t.channelId desc
                """)
            .setParameter("parent", parentId)
            .setParameter("secret", secret)
            .setParameter("before", before)
            .setMaxResults(limit));
  }

  /// Returns the archived private threads of a channel that a user has joined, the newest first.
  @Transactional
  List<ThreadView> archivedOf(long userId, long parentId, long before, int limit) {
    var ids =
        Rows.<Long>column(
            entityManager
                .createNativeQuery(
                    """
                    select t.channel_id from thread_members m join threads t using (channel_id)
                    where m.user_id = :user and m.parent_id = :parent and m.channel_id < :before
                      and t.secret and t.archived and not t.deleted
                    order by m.channel_id desc limit :limit
                    """,
                    Long.class)
                .setParameter("user", userId)
                .setParameter("parent", parentId)
                .setParameter("before", before)
                .setParameter("limit", limit));
    return views(ids).reversed();
  }

  /// Returns whether a channel has a pinned post.
  @Transactional
  boolean hasPinned(long parentId) {
    return !entityManager
        .createNativeQuery(
            """
            select 1 from channels
            where parent_id = :parent and flags & 2 <> 0 and deleted_at is null
            """)
        .setParameter("parent", parentId)
        .getResultList()
        .isEmpty();
  }

  /// Returns active threads in which nothing was said for as long as they wait.
  @Transactional
  List<Long> due(Instant now, int limit) {
    return Rows.column(
        entityManager
            .createNativeQuery(DUE + "order by t.channel_id limit :limit", Long.class)
            .setParameter("now", now)
            .setParameter("limit", limit));
  }

  @Transactional
  boolean isDue(long id, Instant now) {
    return !entityManager
        .createNativeQuery(DUE + "and t.channel_id = :id", Long.class)
        .setParameter("now", now)
        .setParameter("id", id)
        .getResultList()
        .isEmpty();
  }

  @Transactional(TxType.MANDATORY)
  void add(ThreadState thread) {
    entityManager.persist(thread);
    entityManager.flush();
  }

  /// Notes that messages of a thread were deleted; those that it was started with do not count.
  @Transactional(TxType.MANDATORY)
  public void removedMessages(long id, Collection<Integer> seqs) {
    entityManager
        .createNativeQuery(
            """
            update threads set removed = removed + (
              select count(*) from unnest(cast(:seqs as int[])) as s (seq) where s.seq > uncounted)
            where channel_id = :id
            """)
        .setParameter("seqs", seqs.toArray(Integer[]::new))
        .setParameter("id", id)
        .executeUpdate();
  }

  /// Ends the threads of a channel with it, and closes their heads, in the order in which heads are
  /// locked. The caller holds the lock of the channel's head: no thread is made there meanwhile.
  @Transactional(TxType.MANDATORY)
  void endIn(long parentId, Instant now) {
    var locked =
        Rows.<Long>column(
            entityManager
                .createNativeQuery(
                    "select channel_id from threads where parent_id = :parent and not deleted",
                    Long.class)
                .setParameter("parent", parentId));
    if (locked.isEmpty()) {
      return;
    }
    entityManager
        .createNativeQuery(
            """
            select channel_id from channel_heads where channel_id = any(:ids)
            order by channel_id for no key update
            """,
            Long.class)
        .setParameter("ids", locked.toArray(Long[]::new))
        .getResultList();
    for (var sql :
        List.of(
            "update channel_heads set closed = true where channel_id = any(:ids)",
            "update threads set deleted = true where channel_id = any(:ids)")) {
      entityManager
          .createNativeQuery(sql)
          .setParameter("ids", locked.toArray(Long[]::new))
          .executeUpdate();
    }
    entityManager
        .createNativeQuery("update channels set deleted_at = :now where id = any(:ids)")
        .setParameter("now", now)
        .setParameter("ids", locked.toArray(Long[]::new))
        .executeUpdate();
  }

  private TypedQuery<Object[]> query(String where) {
    return entityManager.createQuery(SELECT + where, Object[].class);
  }

  private static List<ThreadView> views(TypedQuery<Object[]> query) {
    return query.getResultList().stream()
        .map(
            row ->
                new ThreadView(
                    (Channel) row[0],
                    (ThreadState) row[1],
                    (Channel) row[2],
                    new ThreadView.Numbers(
                        (Integer) row[3],
                        (Integer) row[4],
                        (Integer) row[5],
                        (Long) row[6],
                        (Long) row[7])))
        .toList();
  }
}
