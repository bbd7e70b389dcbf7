package chat.maru.guild;

import chat.maru.access.Gate;
import chat.maru.access.LockedGate;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.guild.audit.AuditAction;
import chat.maru.guild.audit.AuditLog;
import chat.maru.guild.audit.AuditNote;
import chat.maru.guild.emoji.Emojis;
import chat.maru.guild.member.OnlineMembers;
import chat.maru.kernel.Check;
import chat.maru.kernel.Patch;
import chat.maru.kernel.Problem;
import chat.maru.wire.GuildPreviewJson;
import chat.maru.wire.ModifyWidget;
import chat.maru.wire.WidgetSettingsJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/// What a guild shows to those outside: its preview, and whether it has a widget.
@ApplicationScoped
public class GuildWindow {
  @Inject Gate gate;
  @Inject LockedGate locked;
  @Inject Guilds guilds;
  @Inject Emojis emojis;
  @Inject OnlineMembers online;
  @Inject AuditLog audit;
  @Inject GuildNews news;

  /// Shows a guild to its members, and to everybody if it is discoverable.
  @Transactional
  public GuildPreviewJson preview(Actor actor, long guildId) {
    var guild = guilds.find(guildId).orElseThrow(Problem.UNKNOWN_GUILD::error);
    if (!guild.isDiscoverable()) {
      gate.guild(actor, guildId);
    }
    return guild.preview(emojis.shownOf(guildId), online.count(guildId).orElse(0));
  }

  @Transactional
  public WidgetSettingsJson widget(Actor actor, long guildId) {
    gate.guild(actor, guildId, Permission.MANAGE_GUILD);
    return guilds.find(guildId).orElseThrow(Problem.UNKNOWN_GUILD::error).widget();
  }

  @Transactional
  public WidgetSettingsJson modifyWidget(Actor actor, long guildId, ModifyWidget body) {
    locked.guild(gate.guild(actor, guildId, Permission.MANAGE_GUILD));
    var guild = guilds.find(guildId).orElseThrow(Problem.UNKNOWN_GUILD::error);
    if (body.channelId() instanceof Patch.Set<Long>(var channelId)) {
      new Check()
          .that(
              guilds.findChannelType(guildId, channelId).isPresent(),
              "channel_id",
              "CHANNEL_INVALID",
              "No channel of this guild.")
          .orRefuse();
    }
    var before = guild.widget();
    guild.widgetEnabled = Boolean.TRUE.equals(body.enabled().orElse(guild.widgetEnabled));
    guild.widgetChannelId = body.channelId().orElse(guild.widgetChannelId);
    audit.record(
        actor,
        guildId,
        AuditNote.of(AuditAction.GUILD_UPDATE, guildId)
            .change("widget_enabled", before.enabled(), guild.widgetEnabled)
            .change("widget_channel_id", before.channelId(), guild.widgetChannelId));
    news.tell(guild);
    return guild.widget();
  }
}
