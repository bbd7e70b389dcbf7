package chat.maru.channel.thread;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Who has joined which thread. Changed only under the lock of the thread's head.
@Store
public class ThreadMembers {
  private static final String SELECT =
      "select channel_id, user_id, joined_at, flags from thread_members ";

  @Inject EntityManager entityManager;

  @Transactional
  public Optional<ThreadMember> find(long threadId, long userId) {
    return of(userId, List.of(threadId)).stream().findFirst();
  }

  /// Returns the memberships of a user in those of the threads that it has joined.
  @Transactional
  public List<ThreadMember> of(long userId, Collection<Long> threadIds) {
    return threadIds.isEmpty()
        ? List.of()
        : read(
            entityManager
                .createNativeQuery(
                    SELECT
                        + "where user_id = :user and channel_id = any(:threads) order by channel_id")
                .setParameter("user", userId)
                .setParameter("threads", threadIds.toArray(Long[]::new)));
  }

  /// Returns the members of a thread above the user id `after`, lowest first.
  @Transactional
  List<ThreadMember> list(long threadId, long after, int limit) {
    return read(
        entityManager
            .createNativeQuery(
                SELECT
                    + """
                    where channel_id = :thread and user_id > :after
                    order by user_id limit :limit
                    """)
            .setParameter("thread", threadId)
            .setParameter("after", after)
            .setParameter("limit", limit));
  }

  /// Returns how many there are.
  @Transactional
  int count(long threadId) {
    return ((Number)
            entityManager
                .createNativeQuery("select member_count from threads where channel_id = :thread")
                .setParameter("thread", threadId)
                .getSingleResult())
        .intValue();
  }

  /// Adds a member of the guild. Returns false if it was one of the thread already, or is none of
  /// the guild: also while it is being taken out of it, which then waits for nothing here.
  @Transactional(TxType.MANDATORY)
  boolean add(ThreadState thread, long userId, Instant now) {
    return counted(
        thread.channelId,
        entityManager
            .createNativeQuery(
                """
                insert into thread_members (channel_id, parent_id, user_id, joined_at)
                select :thread, :parent, user_id, :now from members
                where guild_id = :guild and user_id = :user
                for key share skip locked
                on conflict do nothing
                """)
            .setParameter("thread", thread.channelId)
            .setParameter("parent", thread.parentId)
            .setParameter("guild", thread.guildId)
            .setParameter("user", userId)
            .setParameter("now", now)
            .executeUpdate());
  }

  /// Removes a member. Returns false if it was none.
  @Transactional(TxType.MANDATORY)
  boolean remove(long threadId, long userId) {
    return counted(
        threadId,
        -entityManager
            .createNativeQuery(
                "delete from thread_members where channel_id = :thread and user_id = :user")
            .setParameter("thread", threadId)
            .setParameter("user", userId)
            .executeUpdate());
  }

  /// Returns which threads of a guild some users have joined.
  @Transactional(TxType.MANDATORY)
  List<Long> joined(long guildId, Collection<Long> userIds) {
    return Rows.column(
        entityManager
            .createNativeQuery(
                """
                select distinct t.channel_id from thread_members m join threads t using (channel_id)
                where m.user_id = any(:users) and t.guild_id = :guild and not t.deleted
                """,
                Long.class)
            .setParameter("users", userIds.toArray(Long[]::new))
            .setParameter("guild", guildId));
  }

  /// Who has gone from a thread.
  ///
  /// @param count how many members are left
  /// @param heard whether others are to hear of it
  record Left(long threadId, List<Long> userIds, int count, boolean heard) {}

  /// Removes users from threads.
  @Transactional(TxType.MANDATORY)
  List<Left> removeAll(Collection<Long> threadIds, Collection<Long> userIds) {
    return Rows.of(
            entityManager
                .createNativeQuery(
                    """
                    with gone as (
                      delete from thread_members
                      where channel_id = any(:threads) and user_id = any(:users)
                      returning channel_id, user_id),
                    each as (
                      select channel_id, array_agg(user_id order by user_id) as users
                      from gone group by channel_id)
                    update threads t set member_count = member_count - cardinality(e.users)
                    from each e where t.channel_id = e.channel_id
                    returning t.channel_id, e.users, t.member_count, not t.deleted and (t.secret or not t.archived)
                    """)
                .setParameter("threads", threadIds.toArray(Long[]::new))
                .setParameter("users", userIds.toArray(Long[]::new)))
        .stream()
        .map(
            row ->
                new Left(
                    (Long) row[0], List.of((Long[]) row[1]), (Integer) row[2], (Boolean) row[3]))
        .toList();
  }

  private boolean counted(long threadId, int more) {
    if (more == 0) {
      return false;
    }
    entityManager
        .createNativeQuery(
            "update threads set member_count = member_count + :more where channel_id = :thread")
        .setParameter("more", more)
        .setParameter("thread", threadId)
        .executeUpdate();
    return true;
  }

  private static List<ThreadMember> read(Query query) {
    return Rows.of(query).stream()
        .map(
            row ->
                new ThreadMember((Long) row[0], (Long) row[1], (Instant) row[2], (Integer) row[3]))
        .toList();
  }
}
