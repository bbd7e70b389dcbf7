package chat.maru.app.webhook;

import chat.maru.access.Gate;
import chat.maru.access.Grant;
import chat.maru.access.LockedGate;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.event.Keys;
import chat.maru.guild.audit.AuditAction;
import chat.maru.guild.audit.AuditLog;
import chat.maru.guild.audit.AuditNote;
import chat.maru.kernel.ApiException;
import chat.maru.kernel.Check;
import chat.maru.kernel.Patch;
import chat.maru.kernel.Problem;
import chat.maru.platform.blob.Picture;
import chat.maru.wire.ModifyWebhook;
import chat.maru.wire.WebhookJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// Shows, changes and ends webhooks: for members who may manage those of their channel, and for
/// whoever holds the token. To all others they are unknown.
@ApplicationScoped
public class WebhookKeeper {
  @Inject Gate gate;
  @Inject LockedGate locked;
  @Inject Webhooks webhooks;
  @Inject WebhookDoor door;
  @Inject WebhookMaker maker;
  @Inject WebhookView view;
  @Inject WebhookPictures pictures;
  @Inject WebhookNews news;
  @Inject Keys keys;
  @Inject AuditLog audit;

  @Transactional
  public List<WebhookJson> listOfChannel(Grant grant) {
    grant.requireInGuild(Permission.MANAGE_WEBHOOKS);
    return view.managed(grant.actor(), webhooks.listOf(grant.channelId()));
  }

  /// Lists those of the channels where the actor may manage them: whoever reads a token may write
  /// there.
  @Transactional
  public List<WebhookJson> listOfGuild(Actor actor, long guildId) {
    gate.guild(actor, guildId, Permission.MANAGE_WEBHOOKS);
    return view.managed(
        actor,
        webhooks.listOfGuild(guildId).stream()
            .filter(webhook -> mayManage(actor, webhook.channelId))
            .toList());
  }

  private boolean mayManage(Actor actor, long channelId) {
    var held = gate.permissions(actor.userId(), channelId);
    return Permission.VIEW_CHANNEL.in(held) && Permission.MANAGE_WEBHOOKS.in(held);
  }

  @Transactional
  public WebhookJson show(Actor actor, long id) {
    requireManaged(actor, id);
    return view.managed(actor, webhooks.find(id).orElseThrow(Problem.UNKNOWN_WEBHOOK::error));
  }

  /// Shows a webhook to whoever holds its token.
  @Transactional
  public WebhookJson showHeld(long id, String token) {
    return view.held(door.held(id, token));
  }

  /// Changes a webhook, and may take it to another channel of its guild.
  @Transactional
  public WebhookJson modify(Actor actor, long id, ModifyWebhook body) {
    var claim = requireManaged(actor, id);
    var target =
        Optional.ofNullable(body.channelId().orElse(null))
            .map(channel -> gate.channel(actor, channel, Permission.MANAGE_WEBHOOKS));
    target.ifPresent(it -> requireHome(it, claim));
    return view.managed(actor, changed(claim, body, target.map(Grant::channelId)));
  }

  /// Changes a webhook's name and picture for whoever holds its token.
  @Transactional
  public WebhookJson modifyHeld(long id, String token, ModifyWebhook body) {
    return view.held(changed(requireHeld(id, token), body, Optional.empty()));
  }

  @Transactional
  public void delete(Actor actor, long id) {
    remove(requireManaged(actor, id));
  }

  /// Ends a webhook for whoever holds its token.
  @Transactional
  public void deleteHeld(long id, String token) {
    remove(requireHeld(id, token));
  }

  /// That somebody may change a webhook.
  ///
  /// @param early by which a member was let in; empty for whoever holds the token
  private record Claim(long id, long guildId, Actor actor, Optional<Grant> early) {}

  private Webhook changed(Claim claim, ModifyWebhook body, Optional<Long> target) {
    var check = new Check();
    body.name().apply(name -> check.required("name", name));
    WebhookNames.check(check, "name", body.name().orElse(null));
    var picture = pictures.read(check, body.avatar().orElse(null));
    check.orRefuse();
    picture.ifPresent(one -> pictures.store(claim.id(), one));
    var webhook = locked(claim, target);
    var from = webhook.channelId;
    var before = webhook.told();
    if (target.filter(to -> to != from).isPresent()) {
      maker.requireRoom(target.get());
      webhook.channelId = target.get();
    }
    if (body.name() instanceof Patch.Set<String>(var name)) {
      webhook.name = name.strip();
    }
    if (!body.avatar().isKept()) {
      webhook.avatar = picture.map(Picture::hash).orElse(null);
    }
    if (!webhook.told().equals(before)) {
      audit.record(
          claim.actor(),
          webhook.guildId,
          AuditNote.of(AuditAction.WEBHOOK_UPDATE, webhook.id).differences(before, webhook.told()));
      LongStream.of(from, webhook.channelId)
          .distinct()
          .forEach(channel -> news.announce(webhook.guildId, channel));
    }
    return webhook;
  }

  private void remove(Claim claim) {
    var webhook = locked(claim, Optional.empty());
    webhooks.remove(webhook);
    audit.record(
        claim.actor(),
        webhook.guildId,
        AuditNote.of(AuditAction.WEBHOOK_DELETE, webhook.id).differences(webhook.told(), null));
    news.announce(webhook.guildId, webhook.channelId);
  }

  /// Locks guild and channels, then reads the webhook, and asks a member again.
  private Webhook locked(Claim claim, Optional<Long> target) {
    var member = claim.early().map(locked::guildOf);
    if (member.isEmpty()) {
      keys.lockGuild(claim.guildId(), Problem.UNKNOWN_WEBHOOK);
    }
    var webhook = webhooks.find(claim.id()).orElseThrow(Problem.UNKNOWN_WEBHOOK::error);
    var channels =
        LongStream.concat(
                LongStream.of(webhook.channelId), target.stream().mapToLong(Long::longValue))
            .distinct()
            .toArray();
    if (keys.lockHeads(channels) != channels.length) {
      throw Problem.UNKNOWN_CHANNEL.error();
    }
    member.ifPresent(
        guild ->
            LongStream.of(channels)
                .forEach(it -> locked.channel(guild, it, Permission.MANAGE_WEBHOOKS)));
    return webhook;
  }

  private Claim requireManaged(Actor actor, long id) {
    var place = webhooks.place(id).orElseThrow(Problem.UNKNOWN_WEBHOOK::error);
    try {
      var grant = gate.channel(actor, place.channelId(), Permission.MANAGE_WEBHOOKS);
      return new Claim(id, place.guildId(), actor, Optional.of(grant));
    } catch (ApiException refusal) {
      throw refusal.problem() == Problem.UNKNOWN_CHANNEL
          ? Problem.UNKNOWN_WEBHOOK.error()
          : refusal;
    }
  }

  private Claim requireHeld(long id, String token) {
    var place = webhooks.place(id).orElseThrow(Problem.UNKNOWN_WEBHOOK::error);
    door.requireHeld(id, token);
    return new Claim(id, place.guildId(), Actor.webhook(id), Optional.empty());
  }

  private static void requireHome(Grant target, Claim claim) {
    if (target.guildId() != claim.guildId()) {
      throw Problem.UNKNOWN_CHANNEL.error();
    }
    WebhookMaker.requireWritable(target.channelType());
  }
}
