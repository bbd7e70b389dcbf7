package chat.maru.app.webhook;

import chat.maru.auth.Actor;
import chat.maru.channel.Channel;
import chat.maru.channel.Channels;
import chat.maru.guild.Guilds;
import chat.maru.user.User;
import chat.maru.user.Users;
import chat.maru.wire.UserJson;
import chat.maru.wire.WebhookJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Makes the wire form of webhooks.
@ApplicationScoped
public class WebhookView {
  @Inject WebhookTokens tokens;
  @Inject Users users;
  @Inject Guilds guilds;
  @Inject Channels channels;

  /// What those see who may manage it. The token of an application's webhook is the application's
  /// alone.
  @Transactional
  WebhookJson managed(Actor actor, Webhook webhook) {
    var own = webhook.applicationId == null || webhook.applicationId == actor.applicationId();
    return json(webhook, users.find(webhook.userId).map(User::json), own);
  }

  /// What those see who may manage them, in one read of their makers.
  @Transactional
  List<WebhookJson> managed(Actor actor, List<Webhook> several) {
    if (!several.isEmpty()) {
      users.find(several.stream().map(webhook -> webhook.userId).distinct().toList());
      channels.find(
          several.stream().map(it -> it.sourceChannelId).filter(Objects::nonNull).toList());
    }
    return several.stream().map(webhook -> managed(actor, webhook)).toList();
  }

  /// What those see who have the token.
  @Transactional
  WebhookJson held(Webhook webhook) {
    return json(webhook, Optional.empty(), true);
  }

  private WebhookJson json(Webhook webhook, Optional<UserJson> maker, boolean own) {
    return new WebhookJson(
        webhook.id,
        webhook.type,
        webhook.guildId,
        webhook.channelId,
        maker,
        webhook.name,
        webhook.avatar,
        webhook.isIncoming() && own ? Optional.of(tokens.of(webhook.id)) : Optional.empty(),
        webhook.applicationId,
        Optional.ofNullable(webhook.sourceGuildId)
            .flatMap(guilds::find)
            .map(it -> new WebhookJson.SourceGuild(it.id(), it.name(), it.icon())),
        Optional.ofNullable(webhook.sourceChannelId)
            .flatMap(channels::find)
            .map(WebhookView::source),
        Optional.empty());
  }

  private static WebhookJson.SourceChannel source(Channel channel) {
    return new WebhookJson.SourceChannel(
        channel.id(), Objects.requireNonNullElse(channel.name(), ""));
  }
}
