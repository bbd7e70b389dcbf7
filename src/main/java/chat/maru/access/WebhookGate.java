package chat.maru.access;

import chat.maru.auth.Actor;
import chat.maru.kernel.PlantedFault;
import chat.maru.kernel.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// The door beside [Gate] for webhooks, which have neither an account nor roles: a token is all
/// that they show.
@ApplicationScoped
public class WebhookGate {
  /// What a webhook may do where it belongs, whose place was chosen by who made it.
  private static final long RIGHTS =
      Permission.of(
          Permission.VIEW_CHANNEL,
          Permission.READ_MESSAGE_HISTORY,
          Permission.SEND_MESSAGES,
          Permission.SEND_MESSAGES_IN_THREADS,
          Permission.SEND_TTS_MESSAGES,
          Permission.EMBED_LINKS,
          Permission.ATTACH_FILES,
          Permission.MENTION_EVERYONE,
          Permission.SEND_POLLS,
          Permission.USE_EXTERNAL_EMOJIS);

  @Inject Memory memory;

  /// Lets in whoever shows the token.
  ///
  /// @param fits whether it is the one
  /// @throws chat.maru.kernel.ApiException 50027 for another
  public void holder(boolean fits) {
    if (!fits && !PlantedFault.GATE_LEFT_OUT.isPlanted()) {
      throw Problem.INVALID_WEBHOOK_TOKEN.error();
    }
  }

  /// Lets a webhook into its channel, or into a thread of it.
  ///
  /// @param place the channel itself where no thread is meant
  /// @throws chat.maru.kernel.ApiException 10003 for a thread of another channel
  public Grant channel(Actor webhook, long channelId, long place) {
    return memory
        .current()
        .channel(place)
        .filter(it -> !it.deleted())
        .filter(it -> place == channelId || it.isThread() && it.parentId() == channelId)
        .map(it -> new Grant(webhook, it, RIGHTS))
        .orElseThrow(Problem.UNKNOWN_CHANNEL::error);
  }
}
