package chat.maru.message.persist;

import chat.maru.platform.sql.Store;
import chat.maru.wire.Json;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Where a batch of new messages enters the table, in one statement each.
@Store
class NewMessages {
  @Inject EntityManager entityManager;

  /// Inserts new messages in one statement. The caller holds the locks of their channels.
  void insert(List<NewMessage> rows) {
    entityManager
        .createNativeQuery(
            """
            insert into messages (channel_id, id, seq, author_id, client_msg_id, event_id,
              content_hash, type, content, flags, nonce, reference, mentions, extra)
            select channel, id, seq, author, key, cast(event as uuid), decode(hash, 'hex'), type,
              content, flags, nonce, cast(reference as jsonb), cast(mentions as jsonb),
              cast(extra as jsonb)
            from unnest(cast(:channels as bigint[]), cast(:ids as bigint[]), cast(:seqs as int[]),
              cast(:authors as bigint[]), cast(:keys as text[]), cast(:events as text[]),
              cast(:hashes as text[]), cast(:types as int[]), cast(:contents as text[]),
              cast(:flags as int[]), cast(:nonces as text[]), cast(:references as text[]),
              cast(:mentions as text[]), cast(:extras as text[]))
              as r (channel, id, seq, author, key, event, hash, type, content, flags, nonce,
                reference, mentions, extra)
            """)
        .setParameter("channels", column(rows, NewMessage::channelId, Long[]::new))
        .setParameter("ids", column(rows, NewMessage::id, Long[]::new))
        .setParameter("seqs", column(rows, NewMessage::seq, Integer[]::new))
        .setParameter("authors", column(rows, r -> r.event().senderId(), Long[]::new))
        .setParameter("keys", column(rows, r -> r.event().clientMsgId(), String[]::new))
        .setParameter("events", column(rows, r -> r.event().eventId(), String[]::new))
        .setParameter("hashes", column(rows, r -> r.event().contentHashHex(), String[]::new))
        .setParameter("types", column(rows, r -> r.event().messageType(), Integer[]::new))
        .setParameter("contents", column(rows, r -> r.event().content(), String[]::new))
        .setParameter("flags", column(rows, r -> r.event().flags(), Integer[]::new))
        .setParameter("nonces", column(rows, NewMessage::nonce, String[]::new))
        .setParameter("references", column(rows, NewMessage::referenceText, String[]::new))
        .setParameter("mentions", column(rows, r -> Json.write(r.mentions()), String[]::new))
        .setParameter("extras", column(rows, r -> Json.write(r.extra()), String[]::new))
        .executeUpdate();
  }

  private static <T extends @Nullable Object> T[] column(
      List<NewMessage> rows, Function<NewMessage, T> field, IntFunction<T[]> array) {
    return rows.stream().map(field).toArray(array);
  }
}
