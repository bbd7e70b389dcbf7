package chat.maru.app.webhook;

import chat.maru.access.Grant;
import chat.maru.access.WebhookGate;
import chat.maru.auth.Actor;
import chat.maru.kernel.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/// Lets in whoever holds the token of a webhook.
@ApplicationScoped
public class WebhookDoor {
  @Inject WebhookGate gate;
  @Inject Webhooks webhooks;
  @Inject WebhookTokens tokens;

  /// A webhook, and what it may do in its channel.
  public record Entry(Webhook webhook, Grant grant) {}

  /// Lets a webhook into its channel, or into a thread of it.
  ///
  /// @throws chat.maru.kernel.ApiException 10015 for none, 50027 for another token, 10003 for a
  ///     thread of another channel
  public Entry enter(long id, String token, Optional<Long> threadId) {
    var webhook = held(id, token);
    var channel = webhook.channelId;
    return new Entry(webhook, gate.channel(Actor.webhook(id), channel, threadId.orElse(channel)));
  }

  /// Returns the webhook whose token somebody holds.
  Webhook held(long id, String token) {
    var webhook = webhooks.find(id).orElseThrow(Problem.UNKNOWN_WEBHOOK::error);
    requireHeld(id, token);
    if (!webhook.isIncoming()) {
      throw Problem.INVALID_WEBHOOK_TOKEN.error();
    }
    return webhook;
  }

  /// Refuses another token than the one of the webhook.
  void requireHeld(long id, String token) {
    gate.holder(tokens.fits(id, token));
  }
}
