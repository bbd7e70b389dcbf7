package chat.maru.event;

import chat.maru.kernel.PlantedFault;
import chat.maru.kernel.Problem;
import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import chat.maru.wire.Json;
import chat.maru.wire.event.Dispatch;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Announces a change: a row in the same transaction, which the relay publishes to the ordered log
/// after the commit (design section 3).
///
/// The caller holds the lock of the key's row ([Keys]) before its first write, so that the outbox
/// ids of a key rise in commit order.
@Store
public class Outbox {
  /// What is refused here, because the relay could not tell anybody; three bytes a character stay
  /// below the broker's limit of 1 MiB.
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
    announceAll(events.stream().map(event -> new Announcement(audience, event)).toList());
  }

  /// Something to be announced.
  public record Announcement(Audience audience, Dispatch event) {}

  /// Announces several changes, in their order, at the cost of one.
  @Transactional(TxType.MANDATORY)
  public void announceAll(List<Announcement> announcements) {
    if (announcements.isEmpty()) {
      return;
    }
    var ids = nextIds(announcements.size());
    var records = new ArrayList<LogRecord>();
    for (var one : announcements) {
      records.add(record(ids[records.size()], one.audience(), one.event(), Optional.empty()));
    }
    insert(records.stream().map(it -> new Row(it.outboxId(), it.key(), encode(it))).toList());
    if (records.stream().map(LogRecord::key).distinct().count() == 1) {
      moveMark(announcements.getLast().audience(), ids[ids.length - 1]);
    } else {
      moveMarks(records);
    }
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
    List<Long> ids =
        Rows.column(
            entityManager
                .createNativeQuery(
                    "select nextval('outbox_id') from generate_series(1, :count)", Long.class)
                .setParameter("count", count));
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

  /// Writes rows whether or not the change that they tell of is ever committed: a fault that tests
  /// plant ([PlantedFault#OUTBOX_APART]).
  @Transactional(TxType.REQUIRES_NEW)
  public void writeApart(List<Row> rows) {
    write(rows);
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
    var moved =
        entityManager
            .createNativeQuery(
                "update %s set last_outbox_id = :id where %s = :key".formatted(columns(audience)))
            .setParameter("id", id)
            .setParameter("key", audience.key())
            .executeUpdate();
    if (moved != 1) {
      throw new IllegalStateException("no row of key " + audience);
    }
  }

  /// The table of a key's row and the column with its id.
  private static Object[] columns(Audience audience) {
    return switch (audience) {
      case Audience.Channel _, Audience.Sender _ -> new Object[] {"channel_heads", "channel_id"};
      case Audience.Guild _ -> new Object[] {"guilds", "id"};
      case Audience.User _ -> new Object[] {"users", "id"};
    };
  }

  /// Notes the last id of each key, with one statement for each kind of key.
  private void moveMarks(List<LogRecord> records) {
    var marks = new TreeMap<String, TreeMap<Long, Long>>();
    for (var it : records) {
      var update =
          """
          update %s t set last_outbox_id = m.id
          from unnest(cast(:keys as bigint[]), cast(:ids as bigint[])) as m (key, id)
          where t.%s = m.key
          """
              .formatted(columns(it.audience()));
      marks.computeIfAbsent(update, _ -> new TreeMap<>()).put(it.key(), it.outboxId());
    }
    marks.forEach(
        (update, ids) -> {
          var moved =
              entityManager
                  .createNativeQuery(update)
                  .setParameter("keys", ids.keySet().toArray(Long[]::new))
                  .setParameter("ids", ids.values().toArray(Long[]::new))
                  .executeUpdate();
          if (moved != ids.size()) {
            throw new IllegalStateException("no row of one of the keys " + ids.keySet());
          }
        });
  }
}
