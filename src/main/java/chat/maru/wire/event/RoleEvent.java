package chat.maru.wire.event;

import chat.maru.wire.RoleJson;

/// What happens to the roles of a guild.
public sealed interface RoleEvent extends Dispatch {

  /// A role was made.
  record Create(InGuild body) implements RoleEvent {
    @Override
    public String type() {
      return "GUILD_ROLE_CREATE";
    }
  }

  /// A role was changed.
  record Update(InGuild body) implements RoleEvent {
    @Override
    public String type() {
      return "GUILD_ROLE_UPDATE";
    }
  }

  /// A role is gone, from its members and from the overwrites of channels too.
  record Delete(Gone body) implements RoleEvent {
    @Override
    public String type() {
      return "GUILD_ROLE_DELETE";
    }
  }

  /// A role and its guild.
  record InGuild(long guildId, RoleJson role) {}

  /// Which role of which guild is gone.
  record Gone(long guildId, long roleId) {}
}
