package chat.maru.app;

import chat.maru.access.Gate;
import chat.maru.access.LockedGate;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.event.Keys;
import chat.maru.guild.audit.AuditAction;
import chat.maru.guild.audit.AuditLog;
import chat.maru.guild.audit.AuditNote;
import chat.maru.guild.member.BotRoles;
import chat.maru.guild.member.Membership;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.wire.AuthorizeBot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/// Brings bots into guilds.
@ApplicationScoped
public class BotInstaller {
  @Inject Gate gate;
  @Inject LockedGate locked;
  @Inject Applications applications;
  @Inject Membership membership;
  @Inject BotRoles roles;
  @Inject Keys keys;
  @Inject AuditLog audit;

  /// Makes the application's bot a member with a role of its own. The role gets of the permissions
  /// asked for those that the actor has. A bot that is there already only gets the permissions.
  ///
  /// @param asked the permissions where the body names none
  @Transactional
  public void install(Actor actor, long applicationId, long asked, AuthorizeBot body) {
    if (actor.bot()) {
      throw Problem.BOTS_CANNOT_USE.error();
    }
    var guildId = body.guildId();
    new Check()
        .required("guild_id", guildId)
        .that(
            !Boolean.FALSE.equals(body.authorize()),
            "authorize",
            "BASE_TYPE_CHOICES",
            "The authorization was denied.")
        .orRefuse();
    var application =
        applications.find(applicationId).orElseThrow(Problem.UNKNOWN_APPLICATION::error);
    var early = gate.guild(actor, guildId == null ? 0 : guildId, Permission.MANAGE_GUILD);
    keys.lockUsers(application.botId);
    var grant = locked.guild(early);
    var wanted = body.permissions() == null ? asked : body.permissions();
    if (membership.enterBot(grant.guildId(), application.botId)) {
      audit.record(actor, grant.guildId(), AuditNote.of(AuditAction.BOT_ADD, application.botId));
    }
    roles.grant(grant.guildId(), application.botId, application.name, wanted & grant.permissions());
  }
}
