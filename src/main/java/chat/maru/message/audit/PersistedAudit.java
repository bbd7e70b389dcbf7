package chat.maru.message.audit;

import chat.maru.kernel.Snowflake;
import chat.maru.message.audit.LogEntry.LoggedMessage;
import chat.maru.message.audit.SeqWalk.Head;
import chat.maru.platform.stream.TopicReader;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Holds the whole ordered log against the table, as far as it reaches: it is shorter than the
/// table, and may be shorter still after a restore.
final class PersistedAudit implements AutoCloseable {
  private static final int BATCH = 1_000;

  private final AuditTables tables;
  private final Verification.Logs logs;
  private final Report report;
  private final TopicReader reader;
  private final TopicReader.Span span;
  private final LogOrder order;
  private final List<LoggedMessage> batch = new ArrayList<>();
  private long firstTime;
  private long lastTime;
  private long highestOutboxId;

  PersistedAudit(AuditTables tables, Verification.Logs logs, Report report) {
    this.tables = tables;
    this.logs = logs;
    this.report = report;
    this.reader = new TopicReader(logs.config(), logs.persisted());
    this.span = reader.spans().getOrDefault(0, new TopicReader.Span(0, 0));
    this.order = new LogOrder(Integer.MAX_VALUE, report::found);
  }

  /// From when on messages are expected on the log; never, where it is empty.
  Instant begin() {
    if (firstTime == 0) {
      var behind = Math.min(span.end(), span.first() + 1);
      reader.read(0, span.first(), behind, it -> firstTime = it.timestamp());
    }
    return firstTime == 0
        ? Verification.NEVER
        : Instant.ofEpochMilli(firstTime).plus(logs.settle());
  }

  /// @param recent heads of the channels that had messages since the log's beginning
  void run(Map<Long, Head> recent) throws SQLException {
    var waiting = tables.waiting(recent.keySet()); // before the end of the log is asked for
    var end = reader.spans().getOrDefault(0, span).end();
    reader.read(0, span.first(), end, received -> take(LogEntry.read(received)));
    compare();
    order.end();
    position(end);
    if (firstTime != 0) {
      for (var head : recent.values()) {
        expect(head, waiting);
      }
    }
  }

  private void take(LogEntry entry) {
    report.checked("records of the log", 1);
    highestOutboxId = Math.max(highestOutboxId, entry.outboxId());
    lastTime = Math.max(lastTime, entry.timestamp());
    entry.message().ifPresent(this::take);
  }

  private void take(LoggedMessage message) {
    order.take(message);
    batch.add(message);
    if (batch.size() == BATCH) {
      compare();
    }
  }

  private void compare() {
    try {
      var rows = tables.rows(batch.stream().map(LoggedMessage::place).distinct().toList());
      batch.forEach(it -> Agreement.check(it, rows.get(it.place())).ifPresent(report::found));
      report.checked("messages of the log", batch.size());
      batch.clear();
    } catch (SQLException e) {
      throw new Verification.Unreadable(e);
    }
  }

  /// What the next start would go by.
  private void position(long end) throws SQLException {
    var next = tables.number("select last_value from outbox_id");
    if (next < highestOutboxId) {
      report.found(
          Finding.of(
              Fault.OUTBOX_BEHIND,
              "outbox_id stands at %d, the log at %d".formatted(next, highestOutboxId)));
    }
    var relay = tables.number("select log_position from relay_position");
    if (relay > end) {
      report.found(
          Finding.of(Fault.RELAY_AHEAD, "relay at %d, end of the log at %d".formatted(relay, end)));
      report.note("The log was made anew or is older than the database: it is compared as it is.");
    }
    report.checked("highest outbox id of the log", highestOutboxId);
  }

  /// Rows of the time that the log covers are on it, but for those that wait in the outbox.
  private void expect(Head head, Set<Long> waiting) throws SQLException {
    var from = Instant.ofEpochMilli(firstTime).plus(logs.settle());
    var until = Instant.ofEpochMilli(lastTime).minus(logs.settle());
    var channelId = head.channelId();
    if (waiting.contains(channelId) || !from.isBefore(until)) {
      return;
    }
    var expected = tables.between(channelId, Snowflake.firstAt(from), Snowflake.firstAt(until));
    if (expected.isEmpty()) {
      return;
    }
    var first = expected.get().first();
    var last = Math.min(expected.get().last(), head.lastSeq());
    var read = order.read(channelId);
    if (read.isEmpty()) {
      missing(channelId, first, last);
    } else {
      missing(channelId, first, Math.min(last, read.get().first() - 1));
      missing(channelId, Math.max(first, read.get().last() + 1), last);
    }
  }

  private void missing(long channelId, int first, int last) {
    if (first <= last) {
      report.found(Finding.range(Fault.NOT_ON_LOG, channelId, first, last));
    }
  }

  /// Hands out the log once more.
  void again(Consumer<LogEntry> each) {
    var now = reader.spans().getOrDefault(0, span);
    reader.read(0, now.first(), now.end(), received -> each.accept(LogEntry.read(received)));
  }

  @Override
  public void close() {
    reader.close();
  }
}
