package chat.maru.message.reaction;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import chat.maru.wire.ReactionJson;
import chat.maru.wire.UserJson;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All reactions, and their counts by message and emoji. Written only under the lock of the
/// channel's head, so that the counts are exact.
@Store
public class Reactions {
  @Inject EntityManager entityManager;

  /// Which reactions of a message are meant.
  record Of(long channelId, long messageId, ReactionEmoji emoji) {}

  /// Returns the counts of messages of one channel, by message, in the order in which the emojis
  /// came; messages without are left out.
  ///
  /// @param viewer whose own reactions are marked
  @Transactional
  public Map<Long, List<ReactionJson>> countsOf(
      long channelId, Collection<Long> messageIds, long viewer) {
    var counts = new HashMap<Long, List<ReactionJson>>();
    for (var row :
        Rows.of(
            query(
                    """
                    select c.message_id, c.emoji_id, c.emoji_name, c.animated, c.count,
                           exists (select 1 from reactions r
                                   where r.channel_id = c.channel_id
                                     and r.message_id = c.message_id
                                     and r.emoji = c.emoji and r.user_id = :viewer)
                    from reaction_counts c
                    where c.channel_id = :channel and c.message_id = any(:messages)
                    order by c.message_id, c.place
                    """)
                .setParameter("channel", channelId)
                .setParameter("messages", messageIds.toArray(Long[]::new))
                .setParameter("viewer", viewer))) {
      var id = (Long) row[1];
      var emoji =
          new ReactionJson.Emoji(
              id == 0 ? null : id, (String) row[2], id == 0 ? null : (Boolean) row[3]);
      counts
          .computeIfAbsent((Long) row[0], _ -> new ArrayList<>())
          .add(ReactionJson.of(emoji, (Integer) row[4], (Boolean) row[5]));
    }
    return counts;
  }

  /// Forgets all reactions to messages. The caller holds the lock of the channel.
  @Transactional(Transactional.TxType.MANDATORY)
  public void forget(long channelId, Collection<Long> messageIds) {
    for (var table : List.of("reactions", "reaction_counts")) {
      query(
              "delete from %s where channel_id = :channel and message_id = any(:messages)"
                  .formatted(table))
          .setParameter("channel", channelId)
          .setParameter("messages", messageIds.toArray(Long[]::new))
          .executeUpdate();
    }
  }

  /// Finds who wrote a message; empty if there is none.
  Optional<Long> findAuthor(long channelId, long messageId) {
    return Rows.<Long>column(
            entityManager
                .createNativeQuery(
                    """
                    select author_id from messages
                    where channel_id = :channel and id = :message and deleted_at is null
                    """,
                    Long.class)
                .setParameter("channel", channelId)
                .setParameter("message", messageId))
        .stream()
        .findFirst();
  }

  /// How a message stands towards an emoji.
  ///
  /// @param there the emoji as somebody has used it already
  /// @param distinct how many different emojis the message has
  record Standing(long authorId, Optional<ReactionEmoji> there, int distinct) {}

  /// Finds how a message stands; empty if there is no such message.
  Optional<Standing> standing(Of of) {
    return Rows.of(
            bound(
                of,
                """
                select m.author_id, c.emoji_id, c.emoji_name, c.animated,
                       (select count(*) from reaction_counts o
                        where o.channel_id = m.channel_id and o.message_id = m.id)
                from messages m left join reaction_counts c
                  on c.channel_id = m.channel_id and c.message_id = m.id and c.emoji = :emoji
                where m.channel_id = :channel and m.id = :message and m.deleted_at is null
                """))
        .stream()
        .findFirst()
        .map(
            row ->
                new Standing(
                    (Long) row[0],
                    row[1] == null
                        ? Optional.empty()
                        : Optional.of(
                            new ReactionEmoji(
                                of.emoji().key(),
                                (Long) row[1],
                                (String) row[2],
                                (Boolean) row[3])),
                    ((Number) row[4]).intValue()));
  }

  /// Adds a reaction.
  ///
  /// @return false if the user has reacted so already
  boolean add(Of of, long userId) {
    return bound(
                of,
                """
                with added as (
                  insert into reactions (channel_id, message_id, emoji, user_id)
                  values (:channel, :message, :emoji, :user)
                  on conflict do nothing returning channel_id, message_id, emoji)
                insert into reaction_counts as c
                  (channel_id, message_id, emoji, emoji_id, emoji_name, animated, count, place)
                select a.channel_id, a.message_id, a.emoji, :id, :name, :animated, 1,
                  (select coalesce(max(o.place), 0) + 1 from reaction_counts o
                   where o.channel_id = a.channel_id and o.message_id = a.message_id)
                from added a
                on conflict (channel_id, message_id, emoji) do update set count = c.count + 1
                """)
            .setParameter("user", userId)
            .setParameter("id", of.emoji().id())
            .setParameter("name", of.emoji().name())
            .setParameter("animated", of.emoji().animated())
            .executeUpdate()
        == 1;
  }

  /// Removes a reaction.
  ///
  /// @return false if the user has not reacted so
  boolean remove(Of of, long userId) {
    var removed =
        bound(
                of,
                """
                delete from reactions where channel_id = :channel and message_id = :message
                  and emoji = :emoji and user_id = :user
                """)
            .setParameter("user", userId)
            .executeUpdate();
    if (removed == 1) {
      bound(
              of,
              """
              delete from reaction_counts where channel_id = :channel and message_id = :message
                and emoji = :emoji and count = 1
              """)
          .executeUpdate();
      bound(
              of,
              """
              update reaction_counts set count = count - 1
              where channel_id = :channel and message_id = :message and emoji = :emoji
              """)
          .executeUpdate();
    }
    return removed == 1;
  }

  /// Removes all reactions with an emoji.
  ///
  /// @return false if there were none
  boolean removeEmoji(Of of) {
    var where = " where channel_id = :channel and message_id = :message and emoji = :emoji";
    bound(of, "delete from reaction_counts" + where).executeUpdate();
    return bound(of, "delete from reactions" + where).executeUpdate() > 0;
  }

  /// Returns who reacted with an emoji, above the user id `after`, lowest first.
  @Transactional
  List<UserJson> users(Of of, long after, int limit) {
    return Rows.of(
            bound(
                    of,
                    """
                    select u.id, u.username, u.global_name, u.avatar, u.bot
                    from reactions r join users u on u.id = r.user_id
                    where r.channel_id = :channel and r.message_id = :message
                      and r.emoji = :emoji and r.user_id > :after
                    order by r.user_id limit :limit
                    """)
                .setParameter("after", after)
                .setParameter("limit", limit))
        .stream()
        .map(row -> UserJson.ofRow(row, 0))
        .toList();
  }

  private Query bound(Of of, String sql) {
    return query(sql)
        .setParameter("channel", of.channelId())
        .setParameter("message", of.messageId())
        .setParameter("emoji", of.emoji().key());
  }

  private Query query(String sql) {
    return entityManager.createNativeQuery(sql);
  }
}
