package chat.maru.channel.invite;

import chat.maru.channel.ChannelDeleted;
import chat.maru.guild.GuildDeleted;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/// Ends invites with what they lead to, in the same transaction.
@ApplicationScoped
public class InviteEnding {
  /// After the heads of the guild's channels were locked.
  private static final int LAST = 5000;

  @Inject Invites invites;

  void endWith(@Observes ChannelDeleted deleted) {
    invites.removeOf(deleted.channelId());
  }

  void endWith(@Observes @Priority(LAST) GuildDeleted deleted) {
    invites.removeOfGuild(deleted.guildId());
  }
}
