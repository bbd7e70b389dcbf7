package chat.maru.message;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import chat.maru.wire.MessageMemberJson;
import chat.maru.wire.UserJson;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How authors and mentioned people look in messages.
@Store
public class People {
  @Inject EntityManager entityManager;

  /// A user as a member of a guild.
  public record Membership(long guildId, long userId) {}

  /// Finds users by id; deleted ones too, since what they wrote stays.
  public Map<Long, UserJson> findUsers(Collection<Long> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    var users = new HashMap<Long, UserJson>();
    for (var row :
        rows(
            "select id, username, global_name, avatar, bot from users where id = any(:ids)",
            Map.of("ids", ids.toArray(Long[]::new)))) {
      users.put((Long) row[0], UserJson.ofRow(row, 0));
    }
    return users;
  }

  /// Finds memberships with their roles.
  public Map<Membership, MessageMemberJson> findMembers(Collection<Membership> wanted) {
    if (wanted.isEmpty()) {
      return Map.of();
    }
    var members = new HashMap<Membership, MessageMemberJson>();
    for (var row :
        rows(
            """
            select m.guild_id, m.user_id, m.nick, m.joined_at, m.timeout_until,
                   array(select r.role_id from member_roles r
                         where r.guild_id = m.guild_id and r.user_id = m.user_id)
            from unnest(cast(:guilds as bigint[]), cast(:users as bigint[])) as w (guild, usr)
            join members m on m.guild_id = w.guild and m.user_id = w.usr
            """,
            Map.of(
                "guilds", wanted.stream().map(Membership::guildId).toArray(Long[]::new),
                "users", wanted.stream().map(Membership::userId).toArray(Long[]::new)))) {
      members.put(
          new Membership((Long) row[0], (Long) row[1]),
          MessageMemberJson.of(
              (String) row[2],
              new ArrayList<>(Arrays.asList((Long[]) row[5])),
              (Instant) row[3],
              (Instant) row[4]));
    }
    return members;
  }

  private List<Object[]> rows(String sql, Map<String, Object> parameters) {
    var query = entityManager.createNativeQuery(sql);
    parameters.forEach(query::setParameter);
    return Rows.of(query);
  }
}
