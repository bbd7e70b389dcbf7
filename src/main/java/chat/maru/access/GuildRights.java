package chat.maru.access;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a guild's permissions and its hierarchy are computed from: its owner and its roles.
///
/// @param roles by id; the role with the guild's id is `@everyone`
public record GuildRights(long guildId, long ownerId, Map<Long, Role> roles) {

  /// What a role grants and where it stands.
  public record Role(long permissions, int position) {}

  /// What a channel's overwrite gives and takes.
  ///
  /// @param targetId a role or a user
  public record Overwrite(long targetId, long allow, long deny) {}

  /// What a channel's permissions are computed from.
  ///
  /// @param guildId 0 for a room
  /// @param parentId the category, or the channel that a thread is in; 0 for none
  /// @param slowSeconds how long a member waits between two messages; 0 for not at all
  public record Channel(
      long channelId,
      long guildId,
      long parentId,
      int type,
      boolean open,
      boolean deleted,
      List<Overwrite> overwrites,
      int slowSeconds) {
    private static final int VOICE = 2;
    private static final int STAGE = 13;
    private static final int PRIVATE_THREAD = 12;
    private static final Set<Integer> THREADS = Set.of(10, 11, 12);

    /// A channel without slow mode.
    public Channel(
        long channelId,
        long guildId,
        long parentId,
        int type,
        boolean open,
        boolean deleted,
        List<Overwrite> overwrites) {
      this(channelId, guildId, parentId, type, open, deleted, overwrites, 0);
    }

    boolean isVoice() {
      return type == VOICE || type == STAGE;
    }

    boolean isPrivateThread() {
      return type == PRIVATE_THREAD;
    }

    boolean isThread() {
      return THREADS.contains(type);
    }

    /// Returns the thread with what it inherits from the channel that it is in.
    Channel within(Channel parent) {
      return new Channel(
          channelId,
          guildId,
          parentId,
          type,
          open,
          deleted || parent.deleted,
          parent.overwrites,
          slowSeconds);
    }

    /// What was read of a channel of a guild for other ends.
    public static Channel inGuild(
        long channelId, long guildId, int type, List<Overwrite> overwrites) {
      return new Channel(channelId, guildId, 0, type, false, false, overwrites);
    }
  }

  /// The same guild with another owner.
  GuildRights ownedBy(long userId) {
    return new GuildRights(guildId, userId, roles);
  }

  /// What a role grants; nothing if the guild has no such role any more.
  long permissionsOf(long roleId) {
    var role = roles.get(roleId);
    return role == null ? 0 : role.permissions();
  }
}
