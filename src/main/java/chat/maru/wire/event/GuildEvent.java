package chat.maru.wire.event;

import chat.maru.wire.GuildJson;

/// What happens to a guild as a whole. A user learns that it has entered or left one from its own
/// [MemberEvent]; the gateway turns that into GUILD_CREATE and GUILD_DELETE of its sessions.
public sealed interface GuildEvent extends Dispatch {

  /// Settings have changed.
  record Update(GuildJson body) implements GuildEvent {
    @Override
    public String type() {
      return "GUILD_UPDATE";
    }
  }

  /// The guild is gone for everybody.
  record Delete(Gone body) implements GuildEvent {
    @Override
    public String type() {
      return "GUILD_DELETE";
    }
  }

  /// `unavailable` is left out: its absence says that the guild is gone for good.
  record Gone(long id) {}
}
