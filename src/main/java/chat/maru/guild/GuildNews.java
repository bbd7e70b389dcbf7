package chat.maru.guild;

import chat.maru.event.Audience;
import chat.maru.event.Outbox;
import chat.maru.guild.emoji.Emojis;
import chat.maru.guild.role.Roles;
import chat.maru.wire.GuildJson;
import chat.maru.wire.event.GuildEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/// Tells the members of a guild how it stands after a change of its settings.
@ApplicationScoped
public class GuildNews {
  @Inject Roles roles;
  @Inject Emojis emojis;
  @Inject Outbox outbox;

  /// Announces GUILD_UPDATE. The caller holds the guild's lock.
  ///
  /// @return the guild as its members are told of it
  @Transactional(TxType.MANDATORY)
  GuildJson tell(Guild guild) {
    var json = guild.json(roles.jsonOf(guild.id), emojis.shownOf(guild.id));
    outbox.announce(new Audience.Guild(guild.id), new GuildEvent.Update(json));
    return json;
  }
}
