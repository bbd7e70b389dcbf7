package chat.maru.access;

import chat.maru.auth.Actor;
import chat.maru.event.Audience;
import chat.maru.kernel.Problem;
import java.util.Optional;

/// The proof that an actor may do something in a channel. Only [Gate] and [WebhookGate] make one,
/// and what returns a channel's data demands one.
public final class Grant {
  private final Actor actor;
  private final GuildRights.Channel channel;
  private final long permissions;

  Grant(Actor actor, GuildRights.Channel channel, long permissions) {
    this.actor = actor;
    this.channel = channel;
    this.permissions = permissions;
  }

  public Actor actor() {
    return actor;
  }

  public long channelId() {
    return channel.channelId();
  }

  /// The channel's guild; 0 for a room.
  public long guildId() {
    return channel.guildId();
  }

  /// The channel's guild, as events name it; empty for a room.
  public Optional<Long> guild() {
    return guildId() == 0 ? Optional.empty() : Optional.of(guildId());
  }

  /// Everybody who sees the channel.
  public Audience.Channel audience() {
    return new Audience.Channel(channelId(), guildId());
  }

  /// The channel's type as the protocol numbers it.
  public int channelType() {
    return channel.type();
  }

  /// How long a member waits between two messages, and between two threads; 0 for not at all.
  public int slowSeconds() {
    return channel.slowSeconds();
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

  /// Refuses what is for guilds alone: in rooms with `50003`, and else who lacks the permission.
  public void requireInGuild(Permission needed) {
    if (guildId() == 0) {
      throw Problem.CANNOT_EXECUTE_ON_DM.error();
    }
    require(needed);
  }
}
