package chat.maru.channel;

import chat.maru.event.Keys;
import chat.maru.guild.GuildDeleted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/// Closes the channels of a guild that ends, in the same transaction, so that nothing is stored
/// there any more.
@ApplicationScoped
public class GuildEnding {
  @Inject Channels channels;
  @Inject Keys keys;

  void close(@Observes GuildDeleted deleted) {
    var ids = channels.idsOf(deleted.guildId());
    keys.lockHeads(ids.stream().mapToLong(Long::longValue).toArray());
    channels.closeHeads(ids);
  }
}
