package chat.maru.access;

import java.util.List;
import java.util.Map;

/// What a guild's permissions are computed from: its owner and what each role grants.
///
/// @param roles role id to permission set; the role with the guild's id is `@everyone`
public record GuildRights(long guildId, long ownerId, Map<Long, Long> roles) {

  /// What a channel's overwrite gives and takes.
  ///
  /// @param targetId a role or a user
  public record Overwrite(long targetId, long allow, long deny) {}

  /// What a channel's permissions are computed from.
  ///
  /// @param guildId 0 for a room
  public record Channel(
      long channelId,
      long guildId,
      int type,
      boolean open,
      boolean deleted,
      List<Overwrite> overwrites) {}

  long permissionsOf(long roleId) {
    return roles.getOrDefault(roleId, 0L);
  }
}
