package chat.maru.message.persist;

import chat.maru.kernel.PlantedFault;
import chat.maru.kernel.Snowflake;
import chat.maru.message.log.MessageAccepted;
import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Which idempotency keys and nonces are taken, and by what.
@Store
class Keyring {
  private static final Duration NONCE_WINDOW = Duration.ofMinutes(10);

  @Inject EntityManager entityManager;

  /// An idempotency key: unique within channel and author.
  record Key(long channelId, long authorId, String clientMsgId) {
    static Key of(MessageAccepted message) {
      return new Key(message.roomId(), message.senderId(), message.clientMsgId());
    }
  }

  /// The message that has a key.
  record Known(long id, int seq, String eventId, String contentHash) {}

  /// Finds the messages that have these keys already, tombstones too. One look into the index for
  /// each: left to choose, the planner reads a table of some thousand messages from end to end.
  Map<Key, Known> findKnown(List<MessageAccepted> messages) {
    if (PlantedFault.KEYS_NOT_LOOKED_UP.isPlanted()) {
      return Map.of();
    }
    var rows =
        Rows.of(
            entityManager
                .createNativeQuery(
                    """
                select k.channel, k.author, k.key, m.id, m.seq,
                       cast(m.event_id as text), encode(m.content_hash, 'hex')
                from unnest(cast(:channels as bigint[]), cast(:authors as bigint[]),
                            cast(:keys as text[])) as k (channel, author, key)
                cross join lateral (
                  select id, seq, event_id, content_hash from messages
                  where channel_id = k.channel and author_id = k.author and client_msg_id = k.key
                  limit 1) m
                """)
                .setParameter("channels", longs(messages, MessageAccepted::roomId))
                .setParameter("authors", longs(messages, MessageAccepted::senderId))
                .setParameter(
                    "keys",
                    messages.stream().map(MessageAccepted::clientMsgId).toArray(String[]::new)));
    var known = new HashMap<Key, Known>();
    for (var row : rows) {
      known.put(
          new Key((Long) row[0], (Long) row[1], (String) row[2]),
          new Known((Long) row[3], (Integer) row[4], (String) row[5], (String) row[6]));
    }
    return known;
  }

  /// Finds the author's latest message with this nonce, up to 10 minutes older than this one: an
  /// event that comes again later is decided as it was. Ids carry their time, so that the primary
  /// key bounds the search.
  Optional<Known> findByNonce(MessageAccepted message, String nonce) {
    var rows =
        Rows.of(
            entityManager
                .createNativeQuery(
                    """
                select m.id, m.seq, cast(m.event_id as text), encode(m.content_hash, 'hex')
                from messages m
                where m.channel_id = :channel and m.id >= :since and m.author_id = :author
                  and m.nonce = :nonce
                order by m.id desc limit 1
                """)
                .setParameter("channel", message.roomId())
                .setParameter("since", Snowflake.firstAt(message.producedAt().minus(NONCE_WINDOW)))
                .setParameter("author", message.senderId())
                .setParameter("nonce", nonce));
    return rows.stream()
        .findFirst()
        .map(row -> new Known((Long) row[0], (Integer) row[1], (String) row[2], (String) row[3]));
  }

  private static Long[] longs(
      List<MessageAccepted> messages, Function<MessageAccepted, Long> field) {
    return messages.stream().map(field).toArray(Long[]::new);
  }
}
