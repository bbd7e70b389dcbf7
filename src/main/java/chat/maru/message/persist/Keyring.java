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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Which idempotency keys and nonces are taken and by what, and what was refused.
@Store
class Keyring {
  private static final Duration NONCE_WINDOW = Duration.ofMinutes(10);

  private static final int FORGOTTEN_AT_ONCE = 1000;

  @Inject EntityManager entityManager;

  @Inject
  @ConfigProperty(name = "maru.message.log-retention")
  Duration retention;

  /// An idempotency key: unique within channel and author.
  record Key(long channelId, long authorId, String clientMsgId) {
    static Key of(MessageAccepted message) {
      return new Key(message.roomId(), message.senderId(), message.clientMsgId());
    }
  }

  /// The message that has a key.
  record Known(long id, int seq, String eventId, String contentHash) {}

  /// What was decided before.
  ///
  /// @param known the messages that have the keys already, tombstones too
  /// @param refused the events that were refused
  record Decided(Map<Key, Known> known, Set<String> refused) {}

  /// Finds what of a batch was decided before. One look into the index for
  /// each: left to choose, the planner reads a table of some thousand messages from end to end.
  Decided findDecided(List<MessageAccepted> messages) {
    var known = new HashMap<Key, Known>();
    var refused = new HashSet<String>();
    if (PlantedFault.KEYS_NOT_LOOKED_UP.isPlanted()) {
      return new Decided(known, refused);
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
                union all
                select null, null, null, null, null, cast(event_id as text), null from refusals
                where event_id = any(cast(cast(:events as text[]) as uuid[]))
                """)
                .setParameter("channels", longs(messages, MessageAccepted::roomId))
                .setParameter("authors", longs(messages, MessageAccepted::senderId))
                .setParameter("keys", texts(messages, MessageAccepted::clientMsgId))
                .setParameter("events", texts(messages, MessageAccepted::eventId)));
    for (var row : rows) {
      if (row[0] == null) {
        refused.add((String) row[5]);
      } else {
        known.put(
            new Key((Long) row[0], (Long) row[1], (String) row[2]),
            new Known((Long) row[3], (Integer) row[4], (String) row[5], (String) row[6]));
      }
    }
    return new Decided(known, refused);
  }

  /// Notes events that are refused, for as long as the log may bring them again, and forgets those
  /// that it brings no more.
  void noteRefused(List<String> eventIds) {
    entityManager
        .createNativeQuery(
            """
            with gone as (
              delete from refusals where event_id in (
                select event_id from refusals
                where refused_at < now() - make_interval(secs => :seconds)
                order by refused_at limit :most for update skip locked))
            insert into refusals (event_id) select unnest(cast(cast(:events as text[]) as uuid[]))
            on conflict do nothing
            """)
        .setParameter("seconds", (double) retention.multipliedBy(2).toSeconds())
        .setParameter("most", FORGOTTEN_AT_ONCE)
        .setParameter("events", eventIds.toArray(String[]::new))
        .executeUpdate();
  }

  /// Finds the author's latest message with this nonce, up to 10 minutes older than this one: an
  /// event that comes again later is decided as it was. Ids carry their time: the primary key
  /// bounds the search. The `offset` keeps the planner from reading all that the author ever wrote.
  Optional<Known> findByNonce(MessageAccepted message, String nonce) {
    var rows =
        Rows.of(
            entityManager
                .createNativeQuery(
                    """
                select m.id, m.seq, cast(m.event_id as text), encode(m.content_hash, 'hex')
                from (select id, seq, event_id, content_hash, author_id, nonce from messages
                      where channel_id = :channel and id >= :since
                      order by id desc offset 0) m
                where m.author_id = :author and m.nonce = :nonce
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

  private static String[] texts(
      List<MessageAccepted> messages, Function<MessageAccepted, String> field) {
    return messages.stream().map(field).toArray(String[]::new);
  }

  private static Long[] longs(
      List<MessageAccepted> messages, Function<MessageAccepted, Long> field) {
    return messages.stream().map(field).toArray(Long[]::new);
  }
}
