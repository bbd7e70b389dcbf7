package chat.maru.message.purge;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is still to be deleted of banned users.
@Store
public class MessagePurges {
  @Inject EntityManager entityManager;

  /// The messages of a user in a guild from one id to another, the second left out.
  ///
  /// @param endsAt until then more may come
  record Purge(long guildId, long userId, long fromId, long untilId, Instant endsAt) {}

  /// A purge that waits, by the number of its row.
  record Waiting(long number, Purge purge) {}

  /// Some messages of one channel.
  record Found(long channelId, List<Long> ids) {}

  @Transactional(TxType.MANDATORY)
  void add(Purge purge) {
    entityManager
        .createNativeQuery(
            """
            insert into message_purges (guild_id, user_id, from_id, until_id, ends_at)
            values (:guild, :user, :from, :until, :ends)
            """)
        .setParameter("guild", purge.guildId())
        .setParameter("user", purge.userId())
        .setParameter("from", purge.fromId())
        .setParameter("until", purge.untilId())
        .setParameter("ends", purge.endsAt())
        .executeUpdate();
  }

  /// Returns the numbers of all that wait, the oldest first.
  @Transactional
  List<Long> numbers() {
    return Rows.column(
        entityManager.createNativeQuery("select id from message_purges order by id", Long.class));
  }

  /// Takes a purge for this transaction; empty if it is done or another node has it.
  @Transactional(TxType.MANDATORY)
  Optional<Waiting> take(long number) {
    return Rows.of(
            entityManager
                .createNativeQuery(
                    """
                    select guild_id, user_id, from_id, until_id, ends_at
                    from message_purges where id = :id for update skip locked
                    """)
                .setParameter("id", number))
        .stream()
        .map(
            row ->
                new Waiting(
                    number,
                    new Purge(
                        (Long) row[0],
                        (Long) row[1],
                        (Long) row[2],
                        (Long) row[3],
                        (Instant) row[4])))
        .findFirst();
  }

  @Transactional(TxType.MANDATORY)
  void remove(long number) {
    entityManager
        .createNativeQuery("delete from message_purges where id = :id")
        .setParameter("id", number)
        .executeUpdate();
  }

  /// Returns the next messages that are there, all of one channel, lowest first.
  @Transactional(TxType.MANDATORY)
  Optional<Found> next(Purge purge, int limit) {
    var rows =
        Rows.of(
            entityManager
                .createNativeQuery(
                    """
                    select m.channel_id, m.id
                    from channels c
                    join channel_heads h on h.channel_id = c.id and not h.closed
                    join messages m on m.channel_id = c.id
                    where c.guild_id = :guild and m.author_id = :user and m.deleted_at is null
                      and m.id >= :from and m.id < :until
                    order by m.channel_id, m.id limit :limit
                    """)
                .setParameter("guild", purge.guildId())
                .setParameter("user", purge.userId())
                .setParameter("from", purge.fromId())
                .setParameter("until", purge.untilId())
                .setParameter("limit", limit));
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    var channelId = (Long) rows.getFirst()[0];
    var ids = new ArrayList<Long>();
    rows.stream().filter(row -> channelId.equals(row[0])).forEach(row -> ids.add((Long) row[1]));
    return Optional.of(new Found(channelId, ids));
  }
}
