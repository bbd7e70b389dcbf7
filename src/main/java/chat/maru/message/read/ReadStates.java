package chat.maru.message.read;

import chat.maru.access.Grant;
import chat.maru.kernel.PlantedFault;
import chat.maru.kernel.Snowflake;
import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import chat.maru.wire.ReadStateJson;
import chat.maru.wire.UnreadJson;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// How far users have read channels. A cursor only moves forward (I8), and never beyond the
/// channel's last message.
@Store
public class ReadStates {
  @Inject EntityManager entityManager;

  @Inject Clock clock;

  /// Moves the caller's cursor to the message, unless it is there or beyond already.
  ///
  /// @return the cursor as it stands
  @Transactional
  public ReadStateJson move(Grant grant, long messageId) {
    var rows =
        Rows.of(
            entityManager
                .createNativeQuery(
                    """
                insert into read_states as r (user_id, channel_id, last_read_message_id, read_at)
                select :user, h.channel_id, least(:message, coalesce(h.last_message_id, 0)), :now
                from channel_heads h where h.channel_id = :channel
                on conflict (user_id, channel_id) do update set
                  last_read_message_id =
                    %s,
                  read_at = case when excluded.last_read_message_id > r.last_read_message_id
                                 then excluded.read_at else r.read_at end
                returning last_read_message_id, read_at
                """
                        .formatted(
                            PlantedFault.READ_CURSOR_FALLS.isPlanted()
                                ? "excluded.last_read_message_id"
                                : "greatest(r.last_read_message_id, excluded.last_read_message_id)"))
                .setParameter("user", grant.actor().userId())
                .setParameter("channel", grant.channelId())
                .setParameter("message", messageId)
                .setParameter("now", clock.instant()));
    var row = rows.getFirst();
    return new ReadStateJson(grant.channelId(), (Long) row[0], (Instant) row[1]);
  }

  /// How often the actor is mentioned after a message: 100 for more too.
  @Transactional
  int mentionsAfter(Grant grant, long messageId) {
    return ((Number)
            entityManager
                .createNativeQuery(
                    """
                    select count(*) from (
                      select 1 from message_mentions m
                      where m.channel_id = :channel and m.message_id > :read
                        and m.author_id <> :user
                        and m.target_id = any(array(
                          select r.role_id from member_roles r
                          where r.guild_id = :guild and r.user_id = :user
                          union all select cast(:user as bigint)
                          union all select cast(:guild as bigint)))
                      limit 100) counted
                    """)
                .setParameter("channel", grant.channelId())
                .setParameter("read", messageId)
                .setParameter("guild", grant.guildId())
                .setParameter("user", grant.actor().userId())
                .getSingleResult())
        .intValue();
  }

  /// Returns how far a user has read the channels that it knows, in guilds and rooms. Mentions of
  /// before it came to a guild do not count. Whether it sees the channel is for the caller to ask.
  @Transactional
  public List<UnreadJson> listOf(long userId) {
    return Rows.of(
            entityManager
                .createNativeQuery(
                    """
                    select k.id, coalesce(s.last_read_message_id, 0),
                      (select count(*) from (
                         select 1 from message_mentions m
                         where m.channel_id = k.id
                           and m.message_id > greatest(coalesce(s.last_read_message_id, 0), k.since)
                           and m.target_id = any(k.targets) and m.author_id <> :user
                         limit 100) counted)
                    from (
                      select c.id,
                        (cast(extract(epoch from g.joined_at) * 1000 as bigint) - :epoch) << 22
                          as since,
                        array(select r.role_id from member_roles r
                              where r.guild_id = g.guild_id and r.user_id = g.user_id
                              union all select g.user_id union all select g.guild_id) as targets
                      from members g join channels c on c.guild_id = g.guild_id
                      where g.user_id = :user and c.deleted_at is null and c.type <> 4
                      union all
                      select p.channel_id, 0, array[p.user_id]
                      from recipients p join channels c on c.id = p.channel_id
                      where p.user_id = :user and c.deleted_at is null) k
                    left join read_states s on s.channel_id = k.id and s.user_id = :user
                    order by k.id
                    """)
                .setParameter("epoch", Snowflake.EPOCH)
                .setParameter("user", userId))
        .stream()
        .map(row -> new UnreadJson((Long) row[0], (Long) row[1], ((Number) row[2]).intValue()))
        .filter(state -> state.lastMessageId() != 0 || state.mentionCount() != 0)
        .toList();
  }

  /// Returns how far a user has read the channels in which it has read on since a moment.
  @Transactional
  public List<UnreadJson> movedSince(long userId, Instant moment) {
    var moved =
        entityManager
            .createNativeQuery(
                "select channel_id from read_states where user_id = :user and read_at >= :moment",
                Long.class)
            .setParameter("user", userId)
            .setParameter("moment", moment)
            .getResultList();
    return moved.isEmpty()
        ? List.of()
        : listOf(userId).stream().filter(state -> moved.contains(state.id())).toList();
  }
}
