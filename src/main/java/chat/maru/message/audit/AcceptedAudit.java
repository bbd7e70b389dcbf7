package chat.maru.message.audit;

import chat.maru.message.log.MessageAccepted;
import chat.maru.platform.stream.Received;
import chat.maru.platform.stream.TopicReader;
import chat.maru.wire.Json;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds the whole log of accepted messages against what became of them: a row, an outcome that was
/// told, or a dead letter. What the persistor has not committed yet waits, and is no finding.
final class AcceptedAudit implements AutoCloseable {
  private static final int BATCH = 1_000;

  /// As many messages without a row are followed; more than that are counted as a note.
  private static final int FOLLOWED = 200_000;

  private final AuditTables tables;
  private final Verification.Logs logs;
  private final Report report;
  private final TopicReader reader;
  private final List<Taken> batch = new ArrayList<>();
  private final Map<String, MessageAccepted> open = new LinkedHashMap<>();
  private long leftOut;

  private record Taken(MessageAccepted event, boolean answered) {}

  AcceptedAudit(AuditTables tables, Verification.Logs logs, Report report) {
    this.tables = tables;
    this.logs = logs;
    this.report = report;
    this.reader = new TopicReader(logs.config(), logs.accepted());
  }

  void run(PersistedAudit persisted) throws SQLException {
    var committed = reader.committed(logs.group());
    var answered = persisted.begin().toEpochMilli();
    reader
        .spans()
        .forEach(
            (partition, span) -> {
              var until = Math.min(span.end(), committed.getOrDefault(partition, span.first()));
              report.checked("accepted and not stored yet", span.end() - until);
              reader.read(
                  partition, span.first(), until, it -> take(it, it.timestamp() >= answered));
            });
    compare();
    if (!open.isEmpty()) {
      var waiting = tables.waiting(open.values().stream().map(MessageAccepted::roomId).toList());
      open.values().removeIf(event -> waiting.contains(event.roomId()));
      persisted.again(entry -> open.remove(entry.eventId()));
      letters();
    }
    if (leftOut > 0) {
      report.note(leftOut + " accepted messages without a row were too many to be followed.");
    }
    open.values().forEach(event -> report.found(undecided(event)));
  }

  static Finding undecided(MessageAccepted event) {
    return Finding.of(Fault.UNDECIDED, event.roomId(), 0, 0).at("event " + event.eventId());
  }

  static Optional<MessageAccepted> read(byte[] value) {
    try {
      return Optional.ofNullable(Json.read(value, MessageAccepted.class))
          .filter(event -> event.v() == MessageAccepted.VERSION && event.isWhole());
    } catch (IOException | RuntimeException _) {
      return Optional.empty(); // a dead letter by now
    }
  }

  static String name(MessageAccepted event) {
    return event.eventId().toLowerCase(Locale.ROOT);
  }

  static StoredRow.Key key(MessageAccepted event) {
    return new StoredRow.Key(event.roomId(), event.senderId(), event.clientMsgId());
  }

  /// @param answered whether the ordered log reaches back to when it was accepted: what was told of
  ///     older ones is gone from it
  private void take(Received received, boolean answered) {
    report.checked("accepted messages", 1);
    Optional.ofNullable(received.value())
        .flatMap(AcceptedAudit::read)
        .ifPresent(event -> batch.add(new Taken(event, answered)));
    if (batch.size() >= BATCH) {
      compare();
    }
  }

  private void compare() {
    try {
      var rows = tables.rowsByKey(batch.stream().map(it -> key(it.event())).distinct().toList());
      for (var taken : batch) {
        var row = rows.get(key(taken.event()));
        switch (Agreement.decision(taken.event(), row)) {
          case STORED -> {}
          case DIFFERS -> report.found(differs(taken.event(), row));
          case ELSEWHERE -> follow(taken);
        }
      }
      batch.clear();
    } catch (SQLException e) {
      throw new Verification.Unreadable(e);
    }
  }

  static Finding differs(MessageAccepted event, @Nullable StoredRow row) {
    var found =
        row == null
            ? Finding.of(Fault.DIFFERS, event.roomId(), 0, 0)
            : Finding.of(Fault.DIFFERS, row.channelId(), row.id(), row.seq());
    return found.at("event " + event.eventId());
  }

  private void follow(Taken taken) {
    if (!taken.answered()) {
      return;
    }
    if (open.size() < FOLLOWED) {
      open.put(name(taken.event()), taken.event());
    } else {
      leftOut++;
    }
  }

  private void letters() {
    try (var letters = new TopicReader(logs.config(), logs.deadLetters())) {
      letters
          .spans()
          .forEach(
              (partition, span) ->
                  letters.read(
                      partition,
                      span.first(),
                      span.end(),
                      received -> Letter.eventId(received).ifPresent(open::remove)));
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
