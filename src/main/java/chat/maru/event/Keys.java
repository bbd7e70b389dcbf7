package chat.maru.event;

import chat.maru.kernel.Problem;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Arrays;

/// The locks that order events. Every changing transaction takes them before its first write, users
/// first, then guilds, then channel heads, each by id: so the order of outbox ids is the order of
/// commits, and two transactions never wait for each other in a circle.
@Store
public class Keys {
  @Inject EntityManager entityManager;

  /// Locks users. Returns how many of them there are.
  @Transactional(TxType.MANDATORY)
  public int lockUsers(long... ids) {
    return lock("select id from users where id = any(:ids) order by id for no key update", ids);
  }

  /// Locks guilds that are not deleted. Returns how many of them there are.
  @Transactional(TxType.MANDATORY)
  public int lockGuilds(long... ids) {
    return lock(
        "select id from guilds where id = any(:ids) and deleted_at is null order by id for no key update",
        ids);
  }

  /// Locks one guild, or refuses.
  ///
  /// @param missing the answer where it is not there or deleted
  @Transactional(TxType.MANDATORY)
  public void lockGuild(long id, Problem missing) {
    if (lockGuilds(id) == 0) {
      throw missing.error();
    }
  }

  /// Locks the heads of channels that are not closed. Returns how many of them there are.
  @Transactional(TxType.MANDATORY)
  public int lockHeads(long... channelIds) {
    return lock(
        "select channel_id from channel_heads where channel_id = any(:ids) and not closed order by channel_id for no key update",
        channelIds);
  }

  /// Locks the head of one channel, or refuses.
  ///
  /// @param missing the answer where it is not there or closed
  @Transactional(TxType.MANDATORY)
  public void lockHead(long channelId, Problem missing) {
    if (lockHeads(channelId) == 0) {
      throw missing.error();
    }
  }

  private int lock(String sql, long[] ids) {
    return entityManager
        .createNativeQuery(sql, Long.class)
        .setParameter("ids", Arrays.stream(ids).boxed().toArray(Long[]::new))
        .getResultList()
        .size();
  }
}
