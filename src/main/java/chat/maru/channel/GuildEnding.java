package chat.maru.channel;

import chat.maru.guild.GuildDeleted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/// Closes the channels of a guild that ends, in the same transaction, so that nothing is stored
/// there any more.
@ApplicationScoped
public class GuildEnding {
  @Inject Channels channels;

  void close(@Observes GuildDeleted deleted) {
    channels.closeHeads(channels.lockAllOf(deleted.guildId()));
  }
}
