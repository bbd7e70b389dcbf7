package chat.maru.app.webhook;

import chat.maru.channel.ChannelDeleted;
import chat.maru.guild.GuildDeleted;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/// Ends webhooks with the channels that they write to, in the same transaction.
@ApplicationScoped
public class WebhookEnding {
  /// After the heads of the guild's channels were locked.
  private static final int LAST = 5000;

  @Inject Webhooks webhooks;

  void endWith(@Observes ChannelDeleted deleted) {
    webhooks.removeOf(deleted.channelId());
  }

  void endWith(@Observes @Priority(LAST) GuildDeleted deleted) {
    webhooks.removeOfGuild(deleted.guildId());
  }
}
