package chat.maru.message.audit;

import chat.maru.kernel.Snowflake;
import chat.maru.message.audit.SeqWalk.Head;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Walks all that the database holds, in the order of the channels, with few rows in memory.
final class TableAudit {
  private static final int HEADS = 1_000;

  /// As many findings of one question are listed.
  private static final int LISTED = 1_000;

  private final AuditTables tables;
  private final Report report;

  TableAudit(AuditTables tables, Report report) {
    this.tables = tables;
    this.report = report;
  }

  /// Walks every channel at one moment.
  ///
  /// @param since channels with messages from then on are returned
  Map<Long, Head> run(Instant since) throws SQLException {
    return tables.atOneMoment(
        () -> {
          var recent = new HashMap<Long, Head>();
          var from = Snowflake.firstAt(since);
          for (var heads = tables.heads(Long.MIN_VALUE, HEADS);
              !heads.isEmpty();
              heads = tables.heads(heads.getLast().channelId(), HEADS)) {
            for (var head : heads) {
              channel(head);
              if (head.lastMessageId() >= from) {
                recent.put(head.channelId(), head);
              }
            }
          }
          questions();
          return recent;
        });
  }

  private void channel(Head head) throws SQLException {
    var walk = new SeqWalk(head.channelId(), 1, report::found);
    tables.walk(head.channelId(), 1, Integer.MAX_VALUE, walk::take);
    walk.end(head.lastSeq());
    SeqWalk.check(head, tables.last(head.channelId()), report::found);
    report.checked("channels", 1);
    report.checked("messages", walk.rows());
  }

  private void questions() throws SQLException {
    var found = new ArrayList<Finding>();
    found.addAll(withoutHead());
    found.addAll(keysTwice());
    found.addAll(cursorsAhead());
    found.addAll(unguarded());
    found.forEach(report::found);
    report.checked("read cursors", tables.number("select count(*) from read_states"));
    report.checked("waiting in the outbox", tables.number("select count(*) from outbox"));
  }

  private List<Finding> withoutHead() throws SQLException {
    return tables.findings(
        Fault.NO_HEAD,
        """
        select m.channel_id, min(m.id), min(m.seq), ''
        from messages m
        where not exists (select 1 from channel_heads h where h.channel_id = m.channel_id)
        group by m.channel_id order by m.channel_id limit ?
        """,
        LISTED);
  }

  private List<Finding> keysTwice() throws SQLException {
    return tables.findings(
        Fault.KEY_TWICE,
        """
        select channel_id, max(id), max(seq), 'also message ' || min(id)
        from messages group by channel_id, author_id, client_msg_id having count(*) > 1
        order by channel_id limit ?
        """,
        LISTED);
  }

  private List<Finding> cursorsAhead() throws SQLException {
    return tables.findings(
        Fault.CURSOR_AHEAD,
        """
        select r.channel_id, r.last_read_message_id, 0, 'user ' || r.user_id
        from read_states r left join channel_heads h on h.channel_id = r.channel_id
        where r.last_read_message_id > coalesce(h.last_message_id, 0)
        order by r.channel_id, r.user_id limit ?
        """,
        LISTED);
  }

  /// The last guards against doubles are constraints; a restore that could not build them goes on
  /// without.
  private List<Finding> unguarded() throws SQLException {
    return tables.findings(
        Fault.UNGUARDED,
        """
        select 0, 0, 0, 'messages ' || wanted.columns
        from (values ('{channel_id,id}'), ('{channel_id,seq}'),
                     ('{channel_id,author_id,client_msg_id}')) as wanted (columns)
        where not exists (
          select 1 from pg_index i
          where i.indrelid = 'messages'::regclass and i.indisunique and i.indisvalid
            and (select array_agg(a.attname order by k.place)
                 from unnest(i.indkey) with ordinality as k (number, place)
                 join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number)
                = cast(wanted.columns as name[]))
        order by 1 limit ?
        """,
        LISTED);
  }
}
