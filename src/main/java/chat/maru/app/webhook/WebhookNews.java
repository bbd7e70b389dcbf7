package chat.maru.app.webhook;

import chat.maru.access.Permission;
import chat.maru.event.Audience;
import chat.maru.event.Outbox;
import chat.maru.wire.event.WebhookEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/// Tells those who may manage the webhooks of a channel that there is something new. The caller
/// holds the lock of the channel's head.
@ApplicationScoped
public class WebhookNews {
  @Inject Outbox outbox;

  @Transactional(TxType.MANDATORY)
  void announce(long guildId, long channelId) {
    outbox.announce(
        new Audience.Channel(channelId, guildId, Permission.MANAGE_WEBHOOKS.bit()),
        new WebhookEvent.Update(new WebhookEvent.Where(guildId, channelId)));
  }
}
