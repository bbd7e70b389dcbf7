package chat.maru.access;

import chat.maru.auth.Actor;
import chat.maru.kernel.Problem;
import java.time.Instant;

/// The proof that an actor is a member of a guild and may do something there. Only [Gate] makes
/// one.
public final class GuildGrant {
  private final Actor actor;
  private final GuildRights guild;
  private final MemberRights member;
  private final long permissions;
  private final Permission[] asked;

  GuildGrant(Actor actor, GuildRights guild, MemberRights member, Instant now) {
    this(actor, guild, member, Permissions.inGuild(guild, member, now));
  }

  private GuildGrant(
      Actor actor, GuildRights guild, MemberRights member, long permissions, Permission... asked) {
    this.actor = actor;
    this.guild = guild;
    this.member = member;
    this.permissions = permissions;
    this.asked = asked;
  }

  /// Returns the same, after [#require], with the memory of what was asked for.
  GuildGrant requiring(Permission... needed) {
    require(needed);
    return new GuildGrant(actor, guild, member, permissions, needed);
  }

  /// What the actor was let in for.
  Permission[] asked() {
    return asked.clone();
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

  /// Refuses with `50013 Missing Permissions` whoever does not own the guild.
  public void requireOwner() {
    if (!isOwner()) {
      throw Problem.MISSING_PERMISSIONS.error();
    }
  }

  public long permissions() {
    return permissions;
  }

  /// What `@everyone` may do.
  public long everyone() {
    return guild.permissionsOf(guild.guildId());
  }

  long inChannel(GuildRights.Channel channel, Instant now) {
    return Permissions.inChannel(guild, member, channel, now);
  }

  /// Whether an overwrite of the channel gives the actor a permission.
  boolean isGiven(Permission permission, GuildRights.Channel channel) {
    return channel.overwrites().stream()
        .filter(it -> permission.in(it.allow()))
        .anyMatch(
            it ->
                it.targetId() == guild.guildId()
                    || it.targetId() == member.userId()
                    || member.roles().contains(it.targetId())
                        && guild.roles().containsKey(it.targetId()));
  }

  /// Whether the actor stands above a role ([Hierarchy]).
  public boolean isAbove(long roleId) {
    return Hierarchy.isAbove(guild, member, roleId);
  }

  /// Whether the actor stands above another member ([Hierarchy]).
  public boolean isAbove(MemberRights other) {
    return Hierarchy.isAbove(guild, member, other);
  }

  /// Refuses with `50013 Missing Permissions` unless the actor stands above the role.
  public void requireAbove(long roleId) {
    if (!isAbove(roleId)) {
      throw Problem.MISSING_PERMISSIONS.error();
    }
  }

  /// Refuses with `50013 Missing Permissions` if bits are among these that the actor has not.
  public void requireOwn(long bits) {
    if ((bits & ~permissions) != 0) {
      throw Problem.MISSING_PERMISSIONS.error();
    }
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
