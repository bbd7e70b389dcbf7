package chat.maru.message.audit;

import chat.maru.kernel.Problem;
import chat.maru.platform.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Audits one channel at once, when an administrator asks: as much of it as a call may take.
@ApplicationScoped
public class ChannelAudit {
  /// Half a second's work; the answer says where to go on.
  static final int MOST = 100_000;

  private static final int LISTED = 1_000;

  @Inject Database database;
  @Inject SelfAudits audits;
  @Inject AuditNews news;
  @Inject AuditConfig config;

  /// What was looked at.
  ///
  /// @param untilSeq the last place that was looked at; `after_seq` of the next call
  /// @param lastSeq the last place of the channel
  /// @param complete whether that is the same
  /// @param findings the first thousand
  public record Audited(
      long channelId,
      int afterSeq,
      int untilSeq,
      int lastSeq,
      boolean complete,
      long messages,
      List<FindingJson> findings) {}

  /// Walks the channel's rows behind a place.
  ///
  /// @throws chat.maru.kernel.ApiException 404 for an unknown channel
  public Audited run(long channelId, int afterSeq) {
    var found = new ArrayList<Finding>();
    Audited audited;
    try (var connection = database.open("maru audit of a channel")) {
      var tables = new AuditTables(connection);
      audited = tables.atOneMoment(() -> walk(tables, channelId, afterSeq, found));
    } catch (SQLException _) {
      throw Problem.UNAVAILABLE.error().retryAfter(Duration.ofSeconds(5));
    }
    news.tell(audits.keep(found, config.keep()));
    return audited;
  }

  private static Audited walk(AuditTables tables, long channelId, int afterSeq, List<Finding> found)
      throws SQLException {
    var head =
        tables.heads(List.of(channelId)).stream()
            .findFirst()
            .orElseThrow(Problem.UNKNOWN_CHANNEL::error);
    var last = tables.last(channelId);
    var end = Math.max(head.lastSeq(), last.seq());
    var until = (int) Math.min(end, (long) afterSeq + MOST);
    var walk = new SeqWalk(channelId, afterSeq + 1, found::add);
    if (afterSeq < until) {
      tables.walk(channelId, afterSeq + 1, until, walk::take);
      walk.end(Math.min(until, head.lastSeq()));
    }
    SeqWalk.check(head, last, found::add);
    return new Audited(
        channelId,
        afterSeq,
        until,
        head.lastSeq(),
        until >= end,
        walk.rows(),
        found.stream().limit(LISTED).map(FindingJson::of).toList());
  }
}
