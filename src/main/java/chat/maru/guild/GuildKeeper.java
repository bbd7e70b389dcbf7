package chat.maru.guild;

import chat.maru.access.Gate;
import chat.maru.access.GuildGrant;
import chat.maru.access.LockedGate;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.event.Audience;
import chat.maru.event.Outbox;
import chat.maru.guild.audit.AuditAction;
import chat.maru.guild.audit.AuditLog;
import chat.maru.guild.audit.AuditNote;
import chat.maru.guild.emoji.Emojis;
import chat.maru.guild.member.Members;
import chat.maru.guild.member.OnlineMembers;
import chat.maru.guild.role.Roles;
import chat.maru.kernel.Problem;
import chat.maru.platform.blob.Blobs;
import chat.maru.wire.GuildJson;
import chat.maru.wire.ModifyGuild;
import chat.maru.wire.event.GuildEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;

/// Shows, changes and ends guilds.
@ApplicationScoped
public class GuildKeeper {
  @Inject Gate gate;
  @Inject LockedGate locked;
  @Inject Guilds guilds;
  @Inject Roles roles;
  @Inject Emojis emojis;
  @Inject Blobs blobs;
  @Inject Members members;
  @Inject OnlineMembers online;
  @Inject Outbox outbox;
  @Inject GuildNews news;
  @Inject AuditLog audit;
  @Inject Clock clock;
  @Inject Event<GuildDeleted> deleted;

  /// Shows a guild to one of its members.
  @Transactional
  public GuildJson show(Actor actor, long guildId, boolean counts) {
    gate.guild(actor, guildId);
    var guild = guilds.find(guildId).orElseThrow(Problem.UNKNOWN_GUILD::error);
    var list = roles.jsonOf(guildId);
    var own = emojis.shownOf(guildId);
    return counts ? guild.json(list, own, online.count(guildId).orElse(0)) : guild.json(list, own);
  }

  /// Changes settings; only the owner may name another owner.
  @Transactional
  public GuildJson modify(Actor actor, long guildId, ModifyGuild body) {
    var early = gate.guild(actor, guildId, Permission.MANAGE_GUILD);
    var changes = GuildChanges.checked(body);
    changes.pictures().store(blobs, guildId);
    var grant = locked.guild(early);
    var guild = guilds.find(guildId).orElseThrow(Problem.UNKNOWN_GUILD::error);
    changes.requireChannels(channelId -> guilds.findChannelType(guildId, channelId));
    var before = guild.json(List.of(), List.of());
    changes
        .newOwner()
        .filter(owner -> owner != guild.ownerId)
        .ifPresent(owner -> handOver(grant, guild, owner));
    changes.apply(guild);
    audit.record(
        actor,
        guildId,
        AuditNote.of(AuditAction.GUILD_UPDATE, guildId)
            .differences(before, guild.json(List.of(), List.of())));
    return news.tell(guild);
  }

  private void handOver(GuildGrant grant, Guild guild, long ownerId) {
    grant.requireOwner();
    var heir = members.find(guild.id, ownerId).orElseThrow(Problem.UNKNOWN_MEMBER::error);
    if (heir.user().bot()) {
      throw Problem.INVALID_FORM_BODY
          .error()
          .field("owner_id", "BASE_TYPE_CHOICES", "A bot can not own a guild.");
    }
    guild.ownerId = ownerId;
  }

  /// Ends a guild with all that it holds.
  @Transactional
  public void delete(Actor actor, long guildId) {
    var early = gate.guild(actor, guildId);
    early.requireOwner();
    locked.guild(early).requireOwner();
    var guild = guilds.find(guildId).orElseThrow(Problem.UNKNOWN_GUILD::error);
    deleted.fire(new GuildDeleted(guildId));
    guild.deletedAt = clock.instant();
    outbox.announce(
        new Audience.Guild(guildId), new GuildEvent.Delete(new GuildEvent.Gone(guildId)));
  }

  /// Makes settings forget a channel that is gone. The caller holds the guild's lock.
  @Transactional(TxType.MANDATORY)
  public void forgetChannel(long guildId, long channelId) {
    guilds
        .find(guildId)
        .filter(guild -> guild.pointsAt(channelId))
        .ifPresent(
            guild -> {
              guild.forgetChannel(channelId);
              news.tell(guild);
            });
  }
}
