package chat.maru.message;

import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.platform.sql.Store;
import chat.maru.wire.Json;
import chat.maru.wire.MessageJson;
import chat.maru.wire.MessageReferenceJson;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The collection of all stored messages. Every query names the channel and walks its primary key,
/// so that a page costs the same at any depth.
@Store
public class Messages {
  private static final String COLUMNS =
      """
      select id, channel_id, seq, author_id, type, content, flags, cast(reference as text),
             cast(mentions as text), cast(extra as text), edited_at
      from messages
      """;

  @Inject EntityManager entityManager;

  @Inject People people;

  /// Finds one message.
  @Transactional
  public Optional<MessageJson> find(Grant grant, long id) {
    if (!grant.has(Permission.READ_MESSAGE_HISTORY)) {
      return Optional.empty();
    }
    var found =
        query(
            COLUMNS + "where channel_id = :channel and id = :id and deleted_at is null",
            Map.of("channel", grant.channelId(), "id", id));
    return json(found).stream().findFirst();
  }

  /// Returns a page of the history, newest first; empty for who may not read it.
  @Transactional
  public List<MessageJson> page(Grant grant, MessageCursor cursor) {
    if (!grant.has(Permission.READ_MESSAGE_HISTORY)) {
      return List.of();
    }
    var channel = grant.channelId();
    var found =
        switch (cursor) {
          case MessageCursor.Latest(var limit) -> below(channel, Long.MAX_VALUE, limit);
          case MessageCursor.Before(var id, var limit) -> below(channel, id, limit);
          case MessageCursor.After(var id, var limit) -> above(channel, id, limit);
          case MessageCursor.Around(var id, var limit) -> around(channel, id, limit);
        };
    found.sort(Comparator.comparingLong(Message::id).reversed());
    return json(found);
  }

  /// Finds messages of a channel by id, for those that refer to them.
  Map<Long, Message> findAll(long channelId, Collection<Long> ids) {
    return query(
            COLUMNS + "where channel_id = :channel and id = any(:ids) and deleted_at is null",
            Map.of("channel", channelId, "ids", ids.toArray(Long[]::new)))
        .stream()
        .collect(Collectors.toMap(Message::id, Function.identity()));
  }

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
        .setParameter(
            "mentions", column(rows, r -> Json.write(r.event().mentions()), String[]::new))
        .setParameter("extras", column(rows, r -> Json.write(r.extra()), String[]::new))
        .executeUpdate();
  }

  private static <T extends @Nullable Object> T[] column(
      List<NewMessage> rows, Function<NewMessage, T> field, IntFunction<T[]> array) {
    return rows.stream().map(field).toArray(array);
  }

  private List<Message> below(long channel, long id, int limit) {
    return query(
        COLUMNS
            + """
            where channel_id = :channel and id < :id and deleted_at is null
            order by channel_id desc, id desc limit :limit
            """,
        Map.of("channel", channel, "id", id, "limit", limit));
  }

  private List<Message> above(long channel, long id, int limit) {
    return query(
        COLUMNS
            + """
            where channel_id = :channel and id > :id and deleted_at is null
            order by channel_id, id limit :limit
            """,
        Map.of("channel", channel, "id", id, "limit", limit));
  }

  /// The message itself, half of the rest before it, half after it.
  private List<Message> around(long channel, long id, int limit) {
    var found = new ArrayList<>(below(channel, id + 1, limit - limit / 2));
    found.addAll(above(channel, id, limit / 2));
    return found;
  }

  private List<MessageJson> json(List<Message> found) {
    var referenced = new HashMap<Long, Message>();
    var ids =
        found.stream()
            .filter(Message::isReply)
            .map(m -> m.reference().orElseThrow().messageId())
            .collect(Collectors.toSet());
    if (!ids.isEmpty()) {
      referenced.putAll(findAll(found.getFirst().channelId(), ids));
    }
    var names = new HashSet<Long>();
    found.stream().flatMap(Message::people).forEach(names::add);
    referenced.values().stream().flatMap(Message::people).forEach(names::add);
    var users = people.findUsers(names);
    return found.stream()
        .map(
            m ->
                m.json(
                    users,
                    m.reference()
                        .map(r -> referenced.get(r.messageId()))
                        .map(r -> r.json(users, Optional.empty()))))
        .toList();
  }

  @SuppressWarnings("unchecked")
  private List<Message> query(String sql, Map<String, Object> parameters) {
    var query = entityManager.createNativeQuery(sql);
    parameters.forEach(query::setParameter);
    List<Object[]> rows = query.getResultList();
    return rows.stream().map(Messages::message).collect(Collectors.toCollection(ArrayList::new));
  }

  private static Message message(Object[] row) {
    return new Message(
        (Long) row[0],
        (Long) row[1],
        (Integer) row[2],
        (Long) row[3],
        (Integer) row[4],
        (String) row[5],
        (Integer) row[6],
        Optional.ofNullable((String) row[7])
            .map(text -> Json.readOwn(text, MessageReferenceJson.class)),
        Arrays.asList(Json.readOwn((String) row[8], Long[].class)),
        Json.readOwn((String) row[9], Message.Extra.class),
        (Instant) row[10]);
  }
}
