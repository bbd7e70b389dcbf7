package chat.maru.access;

import chat.maru.auth.Actor;
import chat.maru.kernel.Problem;

/// The proof that an actor is a member of a guild and may do something there. Only [Gate] makes
/// one.
public final class GuildGrant {
  private final Actor actor;
  private final GuildRights guild;
  private final long permissions;

  GuildGrant(Actor actor, GuildRights guild, long permissions) {
    this.actor = actor;
    this.guild = guild;
    this.permissions = permissions;
  }

  public Actor actor() {
    return actor;
  }

  public long guildId() {
    return guild.guildId();
  }

  public boolean isOwner() {
    return guild.ownerId() == actor.userId();
  }

  public long permissions() {
    return permissions;
  }

  public boolean has(Permission permission) {
    return permission.in(permissions);
  }

  /// Refuses with `50013 Missing Permissions` unless every bit is there.
  public void require(Permission... needed) {
    var bits = Permission.of(needed);
    if ((permissions & bits) != bits) {
      throw Problem.MISSING_PERMISSIONS.error();
    }
  }
}
