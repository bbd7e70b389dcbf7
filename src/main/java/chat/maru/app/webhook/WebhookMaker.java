package chat.maru.app.webhook;

import chat.maru.access.Grant;
import chat.maru.access.LockedGate;
import chat.maru.access.Permission;
import chat.maru.channel.ChannelType;
import chat.maru.guild.audit.AuditAction;
import chat.maru.guild.audit.AuditLog;
import chat.maru.guild.audit.AuditNote;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.platform.blob.Picture;
import chat.maru.platform.sql.NodeLease;
import chat.maru.wire.CreateWebhook;
import chat.maru.wire.WebhookJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/// Makes webhooks.
@ApplicationScoped
public class WebhookMaker {
  /// In one channel, those that follow others among them.
  static final int MAX_IN_CHANNEL = 15;

  private static final int MAX_IN_GUILD = 1000;

  @Inject LockedGate locked;
  @Inject Webhooks webhooks;
  @Inject WebhookView view;
  @Inject WebhookPictures pictures;
  @Inject WebhookNews news;
  @Inject AuditLog audit;
  @Inject NodeLease ids;
  @Inject Clock clock;

  /// Makes a webhook that writes to the grant's channel.
  ///
  /// @throws chat.maru.kernel.ApiException 50003 in a room, 50024 where nobody writes, 30007 beyond
  ///     15 in the channel, 30058 beyond 1000 in the guild
  @Transactional
  public WebhookJson create(Grant grant, CreateWebhook body) {
    var check = new Check().required("name", body.name());
    WebhookNames.check(check, "name", body.name());
    var picture = pictures.read(check, body.avatar());
    check.orRefuse();
    lock(grant);
    var name = Objects.requireNonNull(body.name()).strip();
    var webhook = new Webhook(ids.nextId(), made(grant), name);
    picture.ifPresent(one -> pictures.store(webhook.id, one));
    webhook.avatar = picture.map(Picture::hash).orElse(null);
    add(grant, webhook);
    return view.managed(grant.actor(), webhook);
  }

  /// Makes a webhook by which a locked channel follows another one.
  ///
  /// @param shown the name and picture of what it follows
  @Transactional(TxType.MANDATORY)
  public Webhook follower(Grant grant, Webhook.Followed followed, Shown shown) {
    var webhook = new Webhook(ids.nextId(), made(grant), shown.name(), followed);
    webhook.avatar =
        shown
            .icon()
            .filter(icon -> pictures.copy("icons/" + followed.guildId() + "/" + icon, webhook.id))
            .orElse(null);
    add(grant, webhook);
    return webhook;
  }

  /// How a webhook shows itself.
  ///
  /// @param icon of the guild that it follows
  public record Shown(String name, Optional<String> icon) {}

  private Webhook.Made made(Grant grant) {
    var actor = grant.actor();
    return new Webhook.Made(
        grant.guildId(), grant.channelId(), actor.userId(), actor.applicationId(), clock.instant());
  }

  /// Locks the channel and looks again whether the actor may manage its webhooks.
  @Transactional(TxType.MANDATORY)
  public void lock(Grant grant) {
    grant.requireInGuild(Permission.MANAGE_WEBHOOKS);
    requireWritable(grant.channelType());
    locked.channel(grant, Permission.MANAGE_WEBHOOKS);
  }

  /// Stores a new webhook of a locked channel and tells of it.
  private void add(Grant grant, Webhook webhook) {
    requireRoom(webhook.channelId);
    if (webhooks.countInGuild(webhook.guildId) >= MAX_IN_GUILD) {
      throw Problem.MAX_GUILD_WEBHOOKS.error();
    }
    webhooks.add(webhook);
    audit.record(
        grant.actor(),
        webhook.guildId,
        AuditNote.of(AuditAction.WEBHOOK_CREATE, webhook.id).differences(null, webhook.told()));
    news.announce(webhook.guildId, webhook.channelId);
  }

  void requireRoom(long channelId) {
    if (webhooks.count(channelId) >= MAX_IN_CHANNEL) {
      throw Problem.MAX_WEBHOOKS.error();
    }
  }

  /// Threads have the webhooks of the channel that they are in.
  static void requireWritable(int channelType) {
    if (channelType == ChannelType.CATEGORY || ChannelType.isThread(channelType)) {
      throw Problem.CANNOT_EXECUTE_ON_CHANNEL_TYPE.error();
    }
  }
}
