package chat.maru.app.webhook;

import chat.maru.channel.ChannelType;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.media.PictureLinks;
import chat.maru.message.MessageSender;
import chat.maru.message.Sent;
import chat.maru.message.attachment.Attachment;
import chat.maru.message.body.Byline;
import chat.maru.message.body.Fields;
import chat.maru.wire.ExecuteWebhook;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sends what webhooks say, on the road of every message.
@ApplicationScoped
public class WebhookSender {
  @Inject MessageSender sender;
  @Inject PictureLinks links;

  /// How a webhook is executed.
  ///
  /// @param waits whether the caller wants the message as it was stored; else it goes on once the
  ///     message is accepted, which is as durable
  /// @param withComponents whether components of a webhook that is no application's are wanted
  public record Terms(boolean waits, boolean withComponents) {}

  /// Sends a message.
  ///
  /// @return the message as every client sees it; empty for who does not wait
  /// @throws chat.maru.kernel.ApiException 220001 in a forum, besides what sending says
  public Optional<JsonNode> execute(
      WebhookDoor.Entry entry, Terms terms, ExecuteWebhook body, Map<Long, Attachment> files) {
    var check = new Check();
    WebhookNames.check(check, "username", body.username());
    Fields.url(check, "avatar_url", url(body).orElse(null));
    var ofApplication = entry.webhook().isOfApplication();
    var message = body.message(ofApplication || terms.withComponents());
    checkComponents(check, entry.webhook(), message.components());
    check.orRefuse();
    if (ChannelType.isForum(entry.grant().channelType())) {
      throw Problem.WEBHOOK_NEEDS_THREAD.error();
    }
    var sent = new Sent(message, files, Optional.of(byline(entry.webhook(), body)));
    if (terms.waits()) {
      return Optional.of(sender.send(entry.grant(), sent));
    }
    sender.accept(entry.grant(), sent);
    return Optional.empty();
  }

  /// What has a custom id calls its application when it is used.
  static void checkComponents(Check check, Webhook webhook, @Nullable List<JsonNode> components) {
    check.that(
        webhook.isOfApplication()
            || components == null
            || components.stream()
                .filter(Objects::nonNull)
                .allMatch(it -> it.findValue("custom_id") == null),
        "components",
        "COMPONENT_TYPE_INVALID",
        "Only webhooks of applications can send components that members can use.");
  }

  private Byline byline(Webhook webhook, ExecuteWebhook body) {
    var usual = webhook.byline();
    return new Byline(
        Optional.ofNullable(body.username()).map(String::strip).orElse(usual.name()),
        avatar(webhook, url(body)),
        usual.applicationId());
  }

  /// An empty address is none.
  private static Optional<String> url(ExecuteWebhook body) {
    return Optional.ofNullable(body.avatarUrl()).filter(it -> !it.isEmpty());
  }

  private @Nullable String avatar(Webhook webhook, Optional<String> url) {
    return url.map(it -> links.put("avatars/" + webhook.id, it)).orElse(webhook.avatar);
  }
}
