package chat.maru.event;

import chat.maru.kernel.Problem;
import chat.maru.platform.sql.Store;
import chat.maru.wire.Json;
import chat.maru.wire.event.Dispatch;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Announces a change: a row in the same transaction, which the relay publishes to the ordered log
/// after the commit (design section 3).
///
/// The caller holds the lock of the key's row ([Keys]) before its first write, so that the outbox
/// ids of a key rise in commit order.
@Store
public class Outbox {
  /// What is refused here, because the relay could not tell anybody; three bytes a character stay
  /// below
  /// the broker's limit of 1 MiB.
  static final int MAX_RECORD_CHARS = 300_000;

  @Inject EntityManager entityManager;

  @Inject Event<Announced> announced;

  /// Fired inside the transaction; observers wait for its success.
  ///
  /// @param record what was announced; empty for messages, which change nobody's rights
  public record Announced(Optional<LogRecord> record) {}

  /// Writes the event's row and notes its id on the row of its key.
  ///
  /// @return the outbox id
  @Transactional(TxType.MANDATORY)
  public long announce(Audience audience, Dispatch event) {
    return announce(audience, event, Optional.empty());
  }

  /// Writes the event's row, with where it came from.
  @Transactional(TxType.MANDATORY)
  public long announce(Audience audience, Dispatch event, Optional<LogRecord.Origin> origin) {
    var id = nextIds(1)[0];
    var record = record(id, audience, event, origin);
    write(new Row(id, audience.key(), encode(record)));
    moveMark(audience, id);
    announced.fire(new Announced(Optional.of(record)));
    return id;
  }

  /// Announces several changes to the same audience, in their order, at the cost of one.
  @Transactional(TxType.MANDATORY)
  public void announceAll(Audience audience, List<? extends Dispatch> events) {
    if (events.isEmpty()) {
      return;
    }
    var ids = nextIds(events.size());
    var records =
        IntStream.range(0, ids.length)
            .mapToObj(at -> record(ids[at], audience, events.get(at), Optional.empty()))
            .toList();
    insert(records.stream().map(it -> new Row(it.outboxId(), it.key(), encode(it))).toList());
    moveMark(audience, ids[ids.length - 1]);
    records.forEach(it -> announced.fire(new Announced(Optional.of(it))));
  }

  private static LogRecord record(
      long id, Audience audience, Dispatch event, Optional<LogRecord.Origin> origin) {
    return new LogRecord(
        LogRecord.VERSION,
        event.type(),
        audience.key(),
        id,
        audience,
        Json.toTree(event.body()),
        origin);
  }

  /// Draws ids for rows that the caller writes itself, under the locks that it holds.
  @Transactional(TxType.MANDATORY)
  public long[] nextIds(int count) {
    @SuppressWarnings("unchecked")
    List<Long> ids =
        entityManager
            .createNativeQuery(
                "select nextval('outbox_id') from generate_series(1, :count)", Long.class)
            .setParameter("count", count)
            .getResultList();
    return ids.stream().mapToLong(Long::longValue).toArray();
  }

  /// Encodes a record, refusing what the broker would refuse later, when nobody could be told.
  public static String encode(LogRecord record) {
    var text = Json.write(record);
    if (text.length() > MAX_RECORD_CHARS) {
      throw Problem.PAYLOAD_TOO_LARGE.error();
    }
    return text;
  }

  /// A row as the relay will read it.
  public record Row(long id, long key, String record) {}

  /// Writes rows whose ids were drawn with [#nextIds], in one statement. The caller moves the marks
  /// of their keys.
  @Transactional(TxType.MANDATORY)
  public void write(List<Row> rows) {
    insert(rows);
    announced.fire(new Announced(Optional.empty()));
  }

  private void insert(List<Row> rows) {
    entityManager
        .createNativeQuery(
            """
            insert into outbox (id, key, record)
            select * from unnest(cast(:ids as bigint[]), cast(:keys as bigint[]), cast(:records as text[]))
            """)
        .setParameter("ids", rows.stream().map(Row::id).toArray(Long[]::new))
        .setParameter("keys", rows.stream().map(Row::key).toArray(Long[]::new))
        .setParameter("records", rows.stream().map(Row::record).toArray(String[]::new))
        .executeUpdate();
  }

  private void write(Row row) {
    entityManager
        .createNativeQuery("insert into outbox (id, key, record) values (:id, :key, :record)")
        .setParameter("id", row.id())
        .setParameter("key", row.key())
        .setParameter("record", row.record())
        .executeUpdate();
  }

  private void moveMark(Audience audience, long id) {
    var update =
        switch (audience) {
          case Audience.Channel _, Audience.Sender _ ->
              "update channel_heads set last_outbox_id = :id where channel_id = :key";
          case Audience.Guild _ -> "update guilds set last_outbox_id = :id where id = :key";
          case Audience.User _ -> "update users set last_outbox_id = :id where id = :key";
        };
    var moved =
        entityManager
            .createNativeQuery(update)
            .setParameter("id", id)
            .setParameter("key", audience.key())
            .executeUpdate();
    if (moved != 1) {
      throw new IllegalStateException("no row of key " + audience);
    }
  }
}
