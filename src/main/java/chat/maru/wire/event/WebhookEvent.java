package chat.maru.wire.event;

/// What happens to the webhooks of a channel.
public sealed interface WebhookEvent extends Dispatch {

  /// There are other webhooks now, or they have changed: who wants to know asks for them.
  record Update(Where body) implements WebhookEvent {
    @Override
    public String type() {
      return "WEBHOOKS_UPDATE";
    }
  }

  /// In which channel.
  record Where(long guildId, long channelId) {}
}
