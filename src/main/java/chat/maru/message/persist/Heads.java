package chat.maru.message.persist;

import chat.maru.channel.ChannelType;
import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The heads of channels: last seq and last message id, and the lock that orders a channel.
@Store
public class Heads {
  @Inject EntityManager entityManager;

  /// A head as it stands under its lock.
  ///
  /// @param guildId 0 for a room
  record Head(
      long channelId, long guildId, int type, int lastSeq, long lastMessageId, boolean closed) {
    boolean isThread() {
      return ChannelType.isThread(type);
    }
  }

  /// Where a head moves to.
  record Moved(long channelId, int lastSeq, long lastMessageId, long lastOutboxId) {}

  /// Locks the heads in id order until the transaction ends. Channels without one are left out.
  Map<Long, Head> lock(Collection<Long> channelIds) {
    var rows =
        Rows.of(
            entityManager
                .createNativeQuery(
                    """
                select h.channel_id, c.guild_id, c.type, h.last_seq, h.last_message_id, h.closed
                from channel_heads h join channels c on c.id = h.channel_id
                where h.channel_id = any(:ids)
                order by h.channel_id
                for no key update of h
                """)
                .setParameter("ids", channelIds.toArray(Long[]::new)));
    return rows.stream()
        .map(
            row ->
                new Head(
                    (Long) row[0],
                    orZero((Long) row[1]),
                    (Integer) row[2],
                    (Integer) row[3],
                    orZero((Long) row[4]),
                    (Boolean) row[5]))
        .collect(Collectors.toMap(Head::channelId, Function.identity()));
  }

  /// Moves locked heads.
  void move(List<Moved> heads) {
    entityManager
        .createNativeQuery(
            """
            update channel_heads h
            set last_seq = m.seq, last_message_id = nullif(m.message, 0), last_outbox_id = m.outbox
            from unnest(cast(:channels as bigint[]), cast(:seqs as int[]),
                        cast(:messages as bigint[]), cast(:outbox as bigint[]))
                 as m (channel, seq, message, outbox)
            where h.channel_id = m.channel
            """)
        .setParameter("channels", heads.stream().map(Moved::channelId).toArray(Long[]::new))
        .setParameter("seqs", heads.stream().map(Moved::lastSeq).toArray(Integer[]::new))
        .setParameter("messages", heads.stream().map(Moved::lastMessageId).toArray(Long[]::new))
        .setParameter("outbox", heads.stream().map(Moved::lastOutboxId).toArray(Long[]::new))
        .executeUpdate();
  }

  private static long orZero(@Nullable Long value) {
    return value == null ? 0 : value;
  }
}
