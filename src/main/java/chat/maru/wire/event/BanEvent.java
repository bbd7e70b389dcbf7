package chat.maru.wire.event;

import chat.maru.wire.UserJson;

/// Who may not come into a guild, or may again.
public sealed interface BanEvent extends Dispatch {

  /// A user was banned; a member is removed besides ([MemberEvent.Remove]).
  record Add(OfUser body) implements BanEvent {
    @Override
    public String type() {
      return "GUILD_BAN_ADD";
    }
  }

  /// A ban was lifted.
  record Remove(OfUser body) implements BanEvent {
    @Override
    public String type() {
      return "GUILD_BAN_REMOVE";
    }
  }

  /// Whose ban, in which guild.
  record OfUser(long guildId, UserJson user) {}
}
