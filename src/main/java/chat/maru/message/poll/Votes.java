package chat.maru.message.poll;

import chat.maru.message.poll.Polls.Place;
import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import chat.maru.wire.UserJson;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// All votes, and their counts by answer. Written only under the lock of the channel's head, so
/// that the counts are exact.
@Store
class Votes {
  @Inject EntityManager entityManager;

  /// The rules of a poll.
  ///
  /// @param answers how many there are to choose from
  record Ballot(int answers, boolean multiselect, PollState state) {}

  /// Finds the rules of a poll; empty if the message has none.
  Optional<Ballot> find(Place place) {
    return Rows.of(
            at(
                place,
                """
                select answers, multiselect, expires_at, finalized_at is not null from polls
                where channel_id = :channel and message_id = :message
                """))
        .stream()
        .findFirst()
        .map(
            row ->
                new Ballot(
                    (Integer) row[0],
                    (Boolean) row[1],
                    new PollState((Instant) row[2], (Boolean) row[3], List.of())));
  }

  /// Returns the answers that a user is for, lowest first.
  ///
  /// @param answers how many the poll has
  List<Integer> of(Place place, long userId, int answers) {
    return Rows.column(
        at(
                place,
                """
                select answer_id from poll_votes
                where channel_id = :channel and message_id = :message
                  and answer_id = any(cast(:answers as int[])) and user_id = :user
                order by answer_id
                """,
                Integer.class)
            .setParameter(
                "answers", IntStream.rangeClosed(1, answers).boxed().toArray(Integer[]::new))
            .setParameter("user", userId));
  }

  /// Adds votes that are not there.
  void add(Place place, long userId, Collection<Integer> answers) {
    at(
            place,
            """
            with added as (
              insert into poll_votes (channel_id, message_id, answer_id, user_id)
              select :channel, :message, a.id, :user from unnest(cast(:answers as int[])) as a (id)
              returning channel_id, message_id, answer_id)
            insert into poll_counts as c (channel_id, message_id, answer_id, count)
            select channel_id, message_id, answer_id, 1 from added
            on conflict (channel_id, message_id, answer_id) do update set count = c.count + 1
            """)
        .setParameter("user", userId)
        .setParameter("answers", answers.toArray(Integer[]::new))
        .executeUpdate();
  }

  /// Takes votes back.
  void remove(Place place, long userId, Collection<Integer> answers) {
    at(
            place,
            """
            with gone as (
              delete from poll_votes where channel_id = :channel and message_id = :message
                and answer_id = any(cast(:answers as int[])) and user_id = :user
              returning answer_id)
            update poll_counts c set count = c.count - 1 from gone
            where c.channel_id = :channel and c.message_id = :message
              and c.answer_id = gone.answer_id
            """)
        .setParameter("user", userId)
        .setParameter("answers", answers.toArray(Integer[]::new))
        .executeUpdate();
  }

  /// Returns who voted for an answer, above the user id `after`, lowest first.
  @Transactional
  List<UserJson> voters(Place place, int answer, Page page) {
    return Rows.of(
            at(
                    place,
                    """
                    select u.id, u.username, u.global_name, u.avatar, u.bot
                    from poll_votes v join users u on u.id = v.user_id
                    where v.channel_id = :channel and v.message_id = :message
                      and v.answer_id = :answer and v.user_id > :after
                    order by v.user_id limit :limit
                    """)
                .setParameter("answer", answer)
                .setParameter("after", page.after())
                .setParameter("limit", page.limit()))
        .stream()
        .map(row -> UserJson.ofRow(row, 0))
        .toList();
  }

  /// A page of voters.
  record Page(long after, int limit) {}

  private Query at(Place place, String sql) {
    return placed(place, entityManager.createNativeQuery(sql));
  }

  private Query at(Place place, String sql, Class<?> column) {
    return placed(place, entityManager.createNativeQuery(sql, column));
  }

  private static Query placed(Place place, Query query) {
    return query
        .setParameter("channel", place.channelId())
        .setParameter("message", place.messageId());
  }
}
