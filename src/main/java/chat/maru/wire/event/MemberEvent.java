package chat.maru.wire.event;

import chat.maru.wire.MemberJson;
import chat.maru.wire.UserJson;

/// What happens to the members of a guild. The bodies of [Add] and [Update] name their guild and
/// their user.
public sealed interface MemberEvent extends Dispatch {

  /// Somebody has joined; for the user itself this is how it gets the guild.
  record Add(MemberJson body) implements MemberEvent {
    @Override
    public String type() {
      return "GUILD_MEMBER_ADD";
    }
  }

  /// Nickname, roles, timeout or the user behind the member have changed.
  record Update(MemberJson body) implements MemberEvent {
    @Override
    public String type() {
      return "GUILD_MEMBER_UPDATE";
    }
  }

  /// Somebody has left or was removed; for the user itself this is how it loses the guild.
  record Remove(Gone body) implements MemberEvent {
    @Override
    public String type() {
      return "GUILD_MEMBER_REMOVE";
    }
  }

  /// Who of which guild is gone.
  record Gone(long guildId, UserJson user) {}
}
