package chat.maru.message.poll;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import chat.maru.wire.PollJson;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What changes of polls: their ends, and the votes counted by answer, so that showing a poll costs
/// the same however many voted. Written only under the lock of the channel's head.
@Store
public class Polls {
  @Inject EntityManager entityManager;

  /// A poll that a message holds.
  public record Held(long channelId, long messageId, Poll poll) {}

  /// A poll by its message.
  public record Place(long channelId, long messageId) {}

  /// A poll whose time is over.
  ///
  /// @param guildId 0 for a room
  public record Due(Place place, long guildId) {}

  /// Notes new polls, in one statement.
  @Transactional(TxType.MANDATORY)
  public void open(List<Held> polls) {
    query(
            """
            insert into polls (channel_id, message_id, expires_at, answers, multiselect)
            select * from unnest(cast(:channels as bigint[]), cast(:messages as bigint[]),
              cast(:ends as timestamptz[]), cast(:answers as int[]), cast(:multiselects as bool[]))
            """)
        .setParameter("channels", polls.stream().map(Held::channelId).toArray(Long[]::new))
        .setParameter("messages", polls.stream().map(Held::messageId).toArray(Long[]::new))
        .setParameter(
            "ends",
            polls.stream()
                .map(it -> it.poll().opened(it.messageId()).expiresAt().toString())
                .toArray(String[]::new))
        .setParameter(
            "answers", polls.stream().map(it -> it.poll().answers().size()).toArray(Integer[]::new))
        .setParameter(
            "multiselects",
            polls.stream().map(it -> it.poll().multiselect()).toArray(Boolean[]::new))
        .executeUpdate();
  }

  /// Returns polls as one viewer sees them, by message. Nothing is asked of the database where
  /// there are none.
  ///
  /// @param viewer whose own votes are marked; 0 for nobody's
  @Transactional
  public Map<Long, PollJson> shown(List<Held> held, long viewer) {
    if (held.isEmpty()) {
      return Map.of();
    }
    var states = statesOf(held, viewer);
    return held.stream()
        .collect(
            Collectors.toMap(
                Held::messageId,
                it ->
                    it.poll()
                        .json(
                            states.getOrDefault(
                                it.messageId(), it.poll().opened(it.messageId())))));
  }

  private Map<Long, PollState> statesOf(List<Held> held, long viewer) {
    var states = new HashMap<Long, PollState>();
    for (var row :
        Rows.of(
            query(
                    """
                    select p.message_id, p.expires_at, p.finalized_at is not null,
                           c.answer_id, c.count, v.user_id is not null
                    from unnest(cast(:channels as bigint[]), cast(:messages as bigint[]))
                      as h (channel, message)
                    join polls p on p.channel_id = h.channel and p.message_id = h.message
                    left join poll_counts c
                      on c.channel_id = h.channel and c.message_id = h.message and c.count > 0
                    left join poll_votes v
                      on v.channel_id = h.channel and v.message_id = h.message
                        and v.answer_id = c.answer_id and v.user_id = :viewer
                    order by p.message_id, c.answer_id
                    """)
                .setParameter("channels", held.stream().map(Held::channelId).toArray(Long[]::new))
                .setParameter("messages", held.stream().map(Held::messageId).toArray(Long[]::new))
                .setParameter("viewer", viewer))) {
      var state =
          states.computeIfAbsent(
              (Long) row[0],
              _ -> new PollState((Instant) row[1], (Boolean) row[2], new ArrayList<>()));
      if (row[3] != null) {
        state
            .counts()
            .add(new PollJson.Count((Integer) row[3], (Integer) row[4], (Boolean) row[5]));
      }
    }
    return states;
  }

  /// Returns up to `limit` polls whose time is over and whose votes are not final, the first over
  /// first.
  @Transactional
  public List<Due> due(Instant now, int limit) {
    return Rows.of(
            query(
                    """
                    select p.channel_id, p.message_id, coalesce(c.guild_id, 0)
                    from polls p left join channels c on c.id = p.channel_id
                    where p.finalized_at is null and p.expires_at <= :now
                    order by p.expires_at limit :limit
                    """)
                .setParameter("now", now)
                .setParameter("limit", limit))
        .stream()
        .map(row -> new Due(new Place((Long) row[0], (Long) row[1]), (Long) row[2]))
        .toList();
  }

  /// Takes no more votes from now on.
  ///
  /// @return false if that was so before
  @Transactional(TxType.MANDATORY)
  public boolean finish(Place place, Instant now) {
    return at(
                place,
                """
                update polls set finalized_at = :now, expires_at = least(expires_at, :now)
                where channel_id = :channel and message_id = :message and finalized_at is null
                """)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  /// Forgets polls with all votes.
  @Transactional(TxType.MANDATORY)
  public void forget(long channelId, Collection<Long> messageIds) {
    for (var table : List.of("poll_votes", "poll_counts", "polls")) {
      query(
              "delete from %s where channel_id = :channel and message_id = any(:messages)"
                  .formatted(table))
          .setParameter("channel", channelId)
          .setParameter("messages", messageIds.toArray(Long[]::new))
          .executeUpdate();
    }
  }

  private Query at(Place place, String sql) {
    return query(sql)
        .setParameter("channel", place.channelId())
        .setParameter("message", place.messageId());
  }

  private Query query(String sql) {
    return entityManager.createNativeQuery(sql);
  }
}
