package chat.maru.message.audit;

import chat.maru.message.audit.AcceptedWatch.Taken;
import chat.maru.message.audit.LogEntry.LoggedMessage;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// One node's turn at auditing: what it remembers of the logs from round to round.
///
/// Nothing here waits for time to pass. A row that is there had its outbox row written with it, so
/// that it is on the log's end, or in the outbox, both asked for afterwards; a record on the log
/// had its row committed before it.
final class AuditTurn implements AutoCloseable {
  private final AuditTables tables;
  private final Sources sources;
  private final AuditConfig.Bounds bounds;
  private final LogWatch log;
  private final AcceptedWatch accepted;
  private final List<Finding> findings = new ArrayList<>();

  AuditTurn(AuditTables tables, Sources sources, AuditConfig.Bounds bounds) {
    this.tables = tables;
    this.sources = sources;
    this.bounds = bounds;
    this.log = new LogWatch(sources.persisted(), bounds.records(), sources.clock(), findings::add);
    this.accepted = new AcceptedWatch(sources.accepted(), bounds, sources.clock());
  }

  /// @param walkedTo the channel to which the walk over all has come
  Round run(long walkedTo, ChannelWalk.Marks marks) throws SQLException {
    findings.clear();
    var taken = accepted.next();
    var rows = tables.rowsByKey(taken.stream().map(it -> AcceptedAudit.key(it.event())).toList());
    var waiting = tables.waiting(taken.stream().map(it -> it.event().roomId()).distinct().toList());
    var logged = log.next();
    decided(taken, rows, waiting);
    stored(logged);
    var walk = new ChannelWalk(tables, bounds, findings::add);
    walk.run(recent(logged), walkedTo, marks);
    return new Round(
        walk.channels(),
        walk.messages(),
        log.records(),
        taken.size(),
        log.passedOver() + accepted.passedOver(),
        log.position(),
        walk.walkedTo(),
        walk.moved(),
        List.copyOf(findings));
  }

  /// The channels of the latest messages, the latest first.
  private static List<Long> recent(List<LoggedMessage> logged) {
    return logged.reversed().stream().map(LoggedMessage::channelId).distinct().toList();
  }

  private void stored(List<LoggedMessage> logged) throws SQLException {
    var rows = tables.rows(logged.stream().map(LoggedMessage::place).distinct().toList());
    logged.forEach(it -> Agreement.check(it, rows.get(it.place())).ifPresent(findings::add));
  }

  /// What was accepted is on the log: as the message, or as what its sender was told.
  private void decided(List<Taken> taken, Map<StoredRow.Key, StoredRow> rows, Set<Long> waiting) {
    var silent = new LinkedHashMap<String, Finding>();
    var since = Instant.MAX;
    for (var it : taken) {
      var event = it.event();
      var row = rows.get(AcceptedAudit.key(event));
      var decision = Agreement.decision(event, row);
      if (decision == Agreement.Decision.DIFFERS) {
        findings.add(AcceptedAudit.differs(event, row));
      }
      var name = AcceptedAudit.name(event);
      if (log.saw(name) || waiting.contains(event.roomId())) {
        continue;
      }
      silent.put(
          name,
          row == null || decision == Agreement.Decision.ELSEWHERE
              ? AcceptedAudit.undecided(event)
              : Finding.of(Fault.NOT_ON_LOG, row.channelId(), row.id(), row.seq()));
      since = since.isBefore(it.at()) ? since : it.at();
    }
    if (!silent.isEmpty()) {
      search(silent, since.minus(bounds.settle()));
    }
  }

  /// Makes sure of what was not seen, before it is called lost.
  private void search(Map<String, Finding> silent, Instant since) {
    var missing = log.missing(silent.keySet(), since);
    var left =
        silent.entrySet().stream()
            .filter(it -> missing.contains(it.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    if (left.values().stream().anyMatch(it -> it.fault() == Fault.UNDECIDED)) {
      setAside(left, since);
    }
    findings.addAll(left.values());
  }

  private void setAside(Map<String, Finding> left, Instant since) {
    try (var letters = sources.deadLetters()) {
      var from = letters.offsetsAt(since);
      letters
          .spans()
          .forEach(
              (partition, span) ->
                  letters.read(
                      partition,
                      from.getOrDefault(partition, span.first()),
                      span.end(),
                      received -> Letter.eventId(received).ifPresent(left::remove)));
    }
  }

  @Override
  public void close() {
    log.close();
    accepted.close();
  }
}
