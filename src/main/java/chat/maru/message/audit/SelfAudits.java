package chat.maru.message.audit;

import chat.maru.message.audit.Fault.Kind;
import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What audits have come to and found: of all nodes, for any of them to show.
@Store
public class SelfAudits {
  @Inject EntityManager entityManager;
  @Inject Clock clock;

  /// The sums of all rounds.
  ///
  /// @param lastAt when the last round ended; none where there was none yet
  /// @param logPosition the offset of the ordered log up to which was read
  /// @param passedOver records that were too many to be read
  public record Sums(
      long rounds,
      Optional<Instant> lastAt,
      long channels,
      long messages,
      long records,
      long accepted,
      long passedOver,
      long logPosition,
      long lost,
      long doubled,
      long reordered,
      long unsound) {}

  /// A finding as it is kept.
  public record Kept(long id, Finding finding, Instant foundAt, Instant seenAt) {}

  @Transactional
  Sums sums() {
    var row =
        Rows.of(
                entityManager.createNativeQuery(
                    """
                    select rounds, last_at, channels, messages, records, accepted, passed_over,
                           log_position, lost, doubled, reordered, unsound
                    from self_audit
                    """))
            .getFirst();
    return new Sums(
        (Long) row[0],
        Optional.ofNullable((Instant) row[1]),
        (Long) row[2],
        (Long) row[3],
        (Long) row[4],
        (Long) row[5],
        (Long) row[6],
        (Long) row[7],
        (Long) row[8],
        (Long) row[9],
        (Long) row[10],
        (Long) row[11]);
  }

  @Transactional
  long walkedTo() {
    return Rows.<Long>column(
            entityManager.createNativeQuery("select walked_to from self_audit", Long.class))
        .getFirst();
  }

  @Transactional
  Map<Long, Integer> marks(Collection<Long> channelIds) {
    var marks = new HashMap<Long, Integer>();
    Rows.of(
            entityManager
                .createNativeQuery(
                    "select channel_id, seq from self_audit_marks where channel_id = any(:ids)")
                .setParameter("ids", channelIds.toArray(Long[]::new)))
        .forEach(row -> marks.put((Long) row[0], (Integer) row[1]));
    return marks;
  }

  /// Adds a round to the sums and keeps its findings.
  ///
  /// @return what was not known before
  @Transactional
  List<Finding> add(Round round, int keep) {
    entityManager
        .createNativeQuery(
            """
            update self_audit
            set rounds = rounds + 1, last_at = :now, channels = channels + :channels,
                messages = messages + :messages, records = records + :records,
                accepted = accepted + :accepted, passed_over = passed_over + :passed,
                log_position = :position, walked_to = :walked
            """)
        .setParameter("now", clock.instant())
        .setParameter("channels", round.channels())
        .setParameter("messages", round.messages())
        .setParameter("records", round.records())
        .setParameter("accepted", round.accepted())
        .setParameter("passed", round.passedOver())
        .setParameter("position", round.logPosition())
        .setParameter("walked", round.walkedTo())
        .executeUpdate();
    entityManager
        .createNativeQuery(
            """
            insert into self_audit_marks (channel_id, seq)
            select * from unnest(cast(:channels as bigint[]), cast(:seqs as int[]))
            on conflict (channel_id) do update set seq = excluded.seq
            """)
        .setParameter("channels", round.marks().keySet().toArray(Long[]::new))
        .setParameter("seqs", round.marks().values().toArray(Integer[]::new))
        .executeUpdate();
    return keep(round.findings(), keep);
  }

  /// Keeps findings, each once.
  ///
  /// @param keep how many are kept of all; those that were not seen the longest go
  /// @return what was not known before
  @Transactional
  List<Finding> keep(List<Finding> findings, int keep) {
    var fresh = new ArrayList<Finding>();
    for (var finding : findings) {
      if (insert(finding)) {
        fresh.add(finding);
        count(finding);
      }
    }
    if (!fresh.isEmpty()) {
      entityManager
          .createNativeQuery(
              """
              delete from self_audit_findings where id in (
                select id from self_audit_findings order by seen_at desc, id desc offset :keep)
              """)
          .setParameter("keep", keep)
          .executeUpdate();
    }
    return fresh;
  }

  private boolean insert(Finding finding) {
    var now = clock.instant();
    return Rows.<Boolean>column(
            entityManager
                .createNativeQuery(
                    """
                    insert into self_audit_findings
                      (fault, channel_id, message_id, seq, count, place, found_at, seen_at)
                    values (:fault, :channel, :message, :seq, :count, :place, :now, :now)
                    on conflict (fault, channel_id, message_id, seq, place)
                      do update set seen_at = excluded.seen_at, count = excluded.count
                    returning found_at = seen_at
                    """,
                    Boolean.class)
                .setParameter("fault", finding.fault().name())
                .setParameter("channel", finding.channelId())
                .setParameter("message", finding.messageId())
                .setParameter("seq", finding.seq())
                .setParameter("count", finding.count())
                .setParameter("place", finding.place())
                .setParameter("now", now))
        .getFirst();
  }

  private void count(Finding finding) {
    var column =
        switch (finding.fault().kind()) {
          case LOST -> "lost";
          case DOUBLED -> "doubled";
          case REORDERED -> "reordered";
          case UNSOUND -> "unsound";
        };
    entityManager
        .createNativeQuery("update self_audit set %1$s = %1$s + :count".formatted(column))
        .setParameter("count", finding.count())
        .executeUpdate();
  }

  /// Returns findings, the youngest first.
  ///
  /// @param beforeId of a finding: those that are older
  /// @param kind none for all
  @Transactional
  List<Kept> list(long beforeId, @Nullable Kind kind, int limit) {
    return Rows.of(
            entityManager
                .createNativeQuery(
                    """
                    select id, fault, channel_id, message_id, seq, count, place, found_at, seen_at
                    from self_audit_findings
                    where id < :before and fault = any(:faults)
                    order by id desc limit :limit
                    """)
                .setParameter("before", beforeId)
                .setParameter("faults", faults(kind))
                .setParameter("limit", limit))
        .stream()
        .map(
            row ->
                new Kept(
                    (Long) row[0],
                    new Finding(
                        Fault.valueOf((String) row[1]),
                        (Long) row[2],
                        (Long) row[3],
                        (Integer) row[4],
                        (Integer) row[5],
                        (String) row[6]),
                    (Instant) row[7],
                    (Instant) row[8]))
        .toList();
  }

  private static String[] faults(@Nullable Kind kind) {
    return List.of(Fault.values()).stream()
        .filter(fault -> kind == null || fault.kind() == kind)
        .map(Fault::name)
        .toArray(String[]::new);
  }
}
