package chat.maru.message;

import chat.maru.kernel.PlantedFault;
import chat.maru.kernel.Snowflake;
import chat.maru.message.log.MessageAccepted;
import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import chat.maru.wire.Json;
import chat.maru.wire.MessageReferenceJson;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The collection of all stored messages. Every query names the channel and walks its primary key,
/// so that a page costs the same at any depth.
@Store
public class Messages {
  private static final String COLUMNS =
      """
      select id, channel_id, seq, author_id, type, content, flags, cast(reference as text),
             cast(mentions as text), cast(extra as text), edited_at, pinned_at
      from messages
      """;

  @Inject EntityManager entityManager;

  /// Finds a message that is not deleted.
  public Optional<Message> find(long channelId, long id) {
    return query(
            COLUMNS + "where channel_id = :channel and id = :id and deleted_at is null",
            Map.of("channel", channelId, "id", id))
        .stream()
        .findFirst();
  }

  /// Finds a message that is not deleted by its idempotency key.
  Optional<Message> findByKey(long channelId, long authorId, String key) {
    return query(
            COLUMNS
                + """
                where channel_id = :channel and author_id = :author and client_msg_id = :key
                  and deleted_at is null
                """,
            Map.of("channel", channelId, "author", authorId, "key", key))
        .stream()
        .findFirst();
  }

  /// Returns a page of a channel's history.
  List<Message> page(long channel, MessageCursor cursor) {
    return switch (cursor) {
      case MessageCursor.Latest(var limit) -> below(channel, Long.MAX_VALUE, limit);
      case MessageCursor.Before(var id, var limit) -> below(channel, end(id), limit);
      case MessageCursor.After(var id, var limit) -> above(channel, start(id), limit);
      case MessageCursor.Around(var id, var limit) -> around(channel, id, limit);
    };
  }

  /// Finds messages of a channel by id, for those that refer to them.
  public Map<Long, Message> findAll(long channelId, Collection<Long> ids) {
    return query(
            COLUMNS + "where channel_id = :channel and id = any(:ids) and deleted_at is null",
            Map.of("channel", channelId, "ids", ids.toArray(Long[]::new)))
        .stream()
        .collect(Collectors.toMap(Message::id, Function.identity()));
  }

  /// Puts a changed message in the place of the stored one, and keeps what it was. The caller holds
  /// the lock of the channel.
  ///
  /// @param editorId who changed it
  void replace(Message changed, long editorId) {
    entityManager
        .createNativeQuery(
            """
            insert into message_versions
              (channel_id, message_id, version, content, flags, mentions, extra, edited_at, editor_id)
            select m.channel_id, m.id,
                   (select coalesce(max(v.version), 0) + 1 from message_versions v
                    where v.channel_id = m.channel_id and v.message_id = m.id),
                   m.content, m.flags, m.mentions, m.extra, m.edited_at, :editor
            from messages m where m.channel_id = :channel and m.id = :id
            """)
        .setParameter("editor", editorId)
        .setParameter("channel", changed.channelId())
        .setParameter("id", changed.id())
        .executeUpdate();
    entityManager
        .createNativeQuery(
            """
            update messages
            set content = :content, flags = :flags, mentions = cast(:mentions as jsonb),
                extra = cast(:extra as jsonb), edited_at = cast(:edited as timestamptz)
            where channel_id = :channel and id = :id
            """)
        .setParameter("content", changed.content())
        .setParameter("flags", changed.flags())
        .setParameter("mentions", Json.write(changed.mentions()))
        .setParameter("extra", Json.write(changed.extra()))
        .setParameter(
            "edited", Optional.ofNullable(changed.editedAt()).map(Instant::toString).orElse(null))
        .setParameter("channel", changed.channelId())
        .setParameter("id", changed.id())
        .executeUpdate();
  }

  /// Puts other flags on a message, of which no earlier version is kept. The caller holds the lock
  /// of the channel.
  void setFlags(Message changed) {
    entityManager
        .createNativeQuery(
            "update messages set flags = :flags where channel_id = :channel and id = :id")
        .setParameter("flags", changed.flags())
        .setParameter("channel", changed.channelId())
        .setParameter("id", changed.id())
        .executeUpdate();
  }

  /// Empties messages, their earlier versions too; what is left answers for their place and their
  /// key. The caller holds the lock of the channel.
  void bury(long channelId, Collection<Long> ids, Instant now) {
    entityManager
        .createNativeQuery(
            "delete from message_versions where channel_id = :channel and message_id = any(:ids)")
        .setParameter("channel", channelId)
        .setParameter("ids", ids.toArray(Long[]::new))
        .executeUpdate();
    entityManager
        .createNativeQuery(
            """
            update messages
            set %s content = '', flags = 0, nonce = null, reference = null, mentions = null,
                extra = null, edited_at = null, pinned_at = null,
                deleted_at = :now
            where channel_id = :channel and id = any(:ids)
            """
                .formatted(
                    PlantedFault.TOMBSTONE_FREES_KEY.isPlanted()
                        ? "client_msg_id = cast(id as text),"
                        : ""))
        .setParameter("channel", channelId)
        .setParameter("ids", ids.toArray(Long[]::new))
        .setParameter("now", now)
        .executeUpdate();
  }

  /// A message that another one answers.
  public record Answered(long channelId, long id) {
    public static Optional<Answered> by(MessageAccepted event) {
      return event
          .reference()
          .filter(to -> !Forwards.isForward(to))
          .filter(to -> to.channelId() == null || to.channelId() == event.roomId())
          .flatMap(reference -> Optional.ofNullable(reference.messageId()))
          .map(id -> new Answered(event.roomId(), id));
    }
  }

  /// Finds who wrote the messages that others answer; those that are not there are left out.
  public Map<Answered, Long> authorsOf(Collection<Answered> answered) {
    if (answered.isEmpty()) {
      return Map.of();
    }
    var rows =
        Rows.of(
            entityManager
                .createNativeQuery(
                    """
                select a.channel, a.id, m.author_id
                from unnest(cast(:channels as bigint[]), cast(:ids as bigint[])) as a (channel, id)
                cross join lateral (
                  select author_id from messages
                  where channel_id = a.channel and id = a.id and deleted_at is null limit 1) m
                """)
                .setParameter(
                    "channels", answered.stream().map(Answered::channelId).toArray(Long[]::new))
                .setParameter("ids", answered.stream().map(Answered::id).toArray(Long[]::new)));
    return rows.stream()
        .collect(
            Collectors.toMap(
                row -> new Answered((Long) row[0], (Long) row[1]), row -> (Long) row[2]));
  }

  private static long end(long id) {
    return PlantedFault.CURSOR_BY_TIME.isPlanted() ? Snowflake.firstAt(Snowflake.time(id)) : id;
  }

  private static long start(long id) {
    return PlantedFault.CURSOR_OFF_BY_ONE.isPlanted() ? id - 1 : id;
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

  private List<Message> query(String sql, Map<String, Object> parameters) {
    var query = entityManager.createNativeQuery(sql);
    parameters.forEach(query::setParameter);
    return Rows.of(query).stream()
        .map(Messages::message)
        .collect(Collectors.toCollection(ArrayList::new));
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
        (Instant) row[10],
        (Instant) row[11]);
  }
}
