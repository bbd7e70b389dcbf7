package chat.maru.guild.emoji;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import chat.maru.wire.EmojiJson;
import chat.maru.wire.UserJson;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All emojis of all guilds. Changed only under the guild's lock.
@Store
public class Emojis {
  private static final String SELECT =
      """
      select e.id, e.name, e.animated, e.roles, u.id, u.username, u.global_name, u.avatar, u.bot
      from emojis e join users u on u.id = e.user_id
      where e.guild_id = :guild
      """;

  @Inject EntityManager entityManager;

  /// An emoji to be made.
  record NewEmoji(long id, String name, boolean animated, List<Long> roles, long userId) {}

  /// Returns the emojis of a guild with those who made them, oldest first.
  @Transactional
  public List<EmojiJson> listOf(long guildId) {
    return read(
        entityManager.createNativeQuery(SELECT + "order by e.id").setParameter("guild", guildId));
  }

  /// Returns the emojis of a guild as all its members see them.
  @Transactional
  public List<EmojiJson> shownOf(long guildId) {
    return listOf(guildId).stream().map(EmojiJson::withoutUser).toList();
  }

  @Transactional
  Optional<EmojiJson> find(long guildId, long id) {
    return read(
            entityManager
                .createNativeQuery(SELECT + "and e.id = :id")
                .setParameter("guild", guildId)
                .setParameter("id", id))
        .stream()
        .findFirst();
  }

  @Transactional(TxType.MANDATORY)
  void add(long guildId, NewEmoji emoji, Instant now) {
    entityManager
        .createNativeQuery(
            """
            insert into emojis (id, guild_id, name, animated, roles, user_id, created_at)
            values (:id, :guild, :name, :animated, cast(:roles as bigint[]), :user, :now)
            """)
        .setParameter("id", emoji.id())
        .setParameter("guild", guildId)
        .setParameter("name", emoji.name())
        .setParameter("animated", emoji.animated())
        .setParameter("roles", emoji.roles().toArray(Long[]::new))
        .setParameter("user", emoji.userId())
        .setParameter("now", now)
        .executeUpdate();
  }

  @Transactional(TxType.MANDATORY)
  void change(long id, String name, List<Long> roles) {
    entityManager
        .createNativeQuery(
            "update emojis set name = :name, roles = cast(:roles as bigint[]) where id = :id")
        .setParameter("name", name)
        .setParameter("roles", roles.toArray(Long[]::new))
        .setParameter("id", id)
        .executeUpdate();
  }

  @Transactional(TxType.MANDATORY)
  void remove(long id) {
    entityManager
        .createNativeQuery("delete from emojis where id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }

  private static List<EmojiJson> read(Query query) {
    return Rows.of(query).stream().map(Emojis::emoji).toList();
  }

  private static EmojiJson emoji(@Nullable Object[] row) {
    var user = UserJson.ofRow(row, 4);
    return new EmojiJson(
        (Long) row[0],
        (String) row[1],
        Arrays.asList((Long[]) row[3]),
        Optional.of(user),
        true,
        false,
        (Boolean) row[2],
        true);
  }
}
