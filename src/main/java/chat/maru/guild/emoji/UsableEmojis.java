package chat.maru.guild.emoji;

import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import chat.maru.wire.ReactionJson;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Optional;

/// The emojis of guilds, as far as somebody may use them in a channel.
@Store
public class UsableEmojis {
  @Inject EntityManager entityManager;

  /// Finds an emoji that the actor may use in the channel: one of its guild, or with
  /// USE_EXTERNAL_EMOJIS one of another guild where the actor is a member.
  @Transactional
  public Optional<ReactionJson.Emoji> find(Grant grant, long id) {
    return Rows.of(
            entityManager
                .createNativeQuery(
                    """
                    select e.name, e.animated from emojis e
                    where e.id = :id and (e.guild_id = :guild or :external
                      and exists (select 1 from members m
                                  where m.guild_id = e.guild_id and m.user_id = :user))
                    """)
                .setParameter("id", id)
                .setParameter("guild", grant.guildId())
                .setParameter("external", grant.has(Permission.USE_EXTERNAL_EMOJIS))
                .setParameter("user", grant.actor().userId()))
        .stream()
        .findFirst()
        .map(row -> new ReactionJson.Emoji(id, (String) row[0], (Boolean) row[1]));
  }
}
