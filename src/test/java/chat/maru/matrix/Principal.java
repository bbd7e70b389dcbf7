package chat.maru.matrix;

import chat.maru.access.Permission;
import java.util.Set;

/// The kinds of caller. Token kinds belong to the guild's owner, who could do everything with a
/// good one.
public enum Principal {
  /// No credentials.
  NONE(0),
  /// The owner with an access token that has run out.
  EXPIRED(0),
  /// The owner with the access token of a session that was ended.
  REVOKED(0),
  /// A user who shares no guild with the others.
  FOREIGN(0),
  /// A user who was a member and left.
  FORMER(0),
  /// A user who was a member and was banned.
  BANNED(0),
  /// A member to whom the guild's channels are hidden by an overwrite of its own.
  HIDDEN(Permission.DEFAULT),
  MEMBER(Permission.DEFAULT),
  /// A member with a role for keeping order: kicks, bans, messages, nicknames, timeouts, roles
  /// below its own, channels, audit log.
  MODERATOR(Permission.DEFAULT | Powers.MODERATION),
  /// A member with ADMINISTRATOR, below the role of the member `{high}`.
  ADMINISTRATOR(Permission.ALL),
  OWNER(Permission.ALL),
  /// A bot in the guild with no permissions of its own and no privileged intents.
  BOT(Permission.DEFAULT);

  private static final Set<Principal> WITHOUT_TOKEN = Set.of(NONE, EXPIRED, REVOKED);
  private static final Set<Principal> OUTSIDE = Set.of(FOREIGN, FORMER, BANNED);

  private final long permissions;

  Principal(long permissions) {
    this.permissions = permissions;
  }

  /// Whether its credentials are good.
  public boolean authenticated() {
    return !WITHOUT_TOKEN.contains(this);
  }

  /// Whether it has good credentials and no part in the guild.
  public boolean outside() {
    return OUTSIDE.contains(this);
  }

  /// Whether its permissions in the guild hold all of the set.
  boolean has(long set) {
    return (permissions & set) == set;
  }

  /// What roles are made with.
  static final class Powers {
    static final long MODERATION =
        Permission.of(
            Permission.KICK_MEMBERS,
            Permission.BAN_MEMBERS,
            Permission.MANAGE_CHANNELS,
            Permission.VIEW_AUDIT_LOG,
            Permission.MANAGE_MESSAGES,
            Permission.PIN_MESSAGES,
            Permission.MANAGE_NICKNAMES,
            Permission.MANAGE_ROLES,
            Permission.MANAGE_THREADS,
            Permission.MODERATE_MEMBERS);

    private Powers() {}
  }
}
