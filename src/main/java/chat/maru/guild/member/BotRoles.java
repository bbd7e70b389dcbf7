package chat.maru.guild.member;

import chat.maru.event.Audience;
import chat.maru.event.Outbox;
import chat.maru.guild.role.Role;
import chat.maru.guild.role.Roles;
import chat.maru.platform.sql.NodeLease;
import chat.maru.wire.event.MemberEvent;
import chat.maru.wire.event.RoleEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;

/// The roles that come with bots.
@ApplicationScoped
public class BotRoles {
  @Inject Roles roles;
  @Inject Members members;
  @Inject NodeLease ids;
  @Inject Outbox outbox;

  /// Gives a bot that is a member its role, at the bottom, or changes what the role allows. The
  /// caller holds the guild's lock.
  @Transactional(TxType.MANDATORY)
  public void grant(long guildId, long botId, String name, long permissions) {
    var audience = new Audience.Guild(guildId);
    var known = roles.findOfBot(guildId, botId);
    if (known.isPresent()) {
      known.get().allow(permissions);
      outbox.announce(
          audience, new RoleEvent.Update(new RoleEvent.InGuild(guildId, known.get().json())));
      return;
    }
    var role = Role.ofBot(new Role(ids.nextId(), guildId, name, permissions, Role.LOWEST), botId);
    roles.add(role);
    outbox.announce(audience, new RoleEvent.Create(new RoleEvent.InGuild(guildId, role.json())));
    roles.give(guildId, botId, List.of(role.id()));
    var member = members.find(guildId, botId).orElseThrow();
    outbox.announce(audience, new MemberEvent.Update(member.json().inGuild(guildId)));
  }
}
