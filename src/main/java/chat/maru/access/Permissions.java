package chat.maru.access;

import chat.maru.access.GuildRights.Overwrite;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The calculus of permissions: pure, no I/O (reference: "Permissions", "Permission hierarchy").
public final class Permissions {
  private static final long TIMED_OUT =
      Permission.of(Permission.VIEW_CHANNEL, Permission.READ_MESSAGE_HISTORY);
  private static final long WITHOUT_SENDING =
      Permission.of(
          Permission.MENTION_EVERYONE,
          Permission.SEND_TTS_MESSAGES,
          Permission.ATTACH_FILES,
          Permission.EMBED_LINKS);

  private Permissions() {}

  /// Returns what the member may do in the guild as a whole. A member whose timeout runs may only
  /// read; owner and administrators can not be silenced.
  public static long inGuild(GuildRights guild, MemberRights member, Instant now) {
    var set = base(guild, member);
    return member.timedOut(now) && !Permission.ADMINISTRATOR.in(set) ? set & TIMED_OUT : set;
  }

  /// Returns what the member may do in a channel: base, then `@everyone`'s overwrite, then those of
  /// the roles together, then the member's own; then what is denied by implication, then what a
  /// timeout leaves.
  public static long inChannel(
      GuildRights guild, MemberRights member, GuildRights.Channel channel, Instant now) {
    var set = base(guild, member);
    if (Permission.ADMINISTRATOR.in(set)) {
      return set;
    }
    set = implied(overwritten(set, guild, member, channel.overwrites()), channel);
    return member.timedOut(now) ? set & TIMED_OUT : set;
  }

  private static long base(GuildRights guild, MemberRights member) {
    if (guild.ownerId() == member.userId()) {
      return Permission.ALL;
    }
    var set = guild.permissionsOf(guild.guildId());
    for (var role : member.roles()) {
      set |= guild.permissionsOf(role);
    }
    return Permission.ADMINISTRATOR.in(set) ? Permission.ALL : set;
  }

  /// A role that is gone may still be remembered with its members and overwrites: it does nothing.
  static Set<Long> existing(GuildRights guild, MemberRights member) {
    var roles = new HashSet<>(member.roles());
    roles.retainAll(guild.roles().keySet());
    return roles;
  }

  /// In one pass and without making anything: this is asked for every session of a guild.
  private static long overwritten(
      long set, GuildRights guild, MemberRights member, List<Overwrite> overwrites) {
    long allow = 0;
    long deny = 0;
    Overwrite own = null;
    for (var overwrite : overwrites) {
      var target = overwrite.targetId();
      if (target == guild.guildId()) {
        set = apply(set, overwrite.allow(), overwrite.deny());
      } else if (target == member.userId()) {
        own = overwrite;
      } else if (member.roles().contains(target) && guild.roles().containsKey(target)) {
        allow |= overwrite.allow();
        deny |= overwrite.deny();
      }
    }
    set = apply(set, allow, deny);
    return own == null ? set : apply(set, own.allow(), own.deny());
  }

  /// Overwrites neither give nor take what is granted for a guild as a whole.
  private static long apply(long set, long allow, long deny) {
    return set & ~(deny & Permission.IN_CHANNELS) | allow & Permission.IN_CHANNELS;
  }

  /// Without seeing a channel there is nothing, in a voice channel without CONNECT only seeing it;
  /// who may not send may not mention, speak aloud, attach or embed either. In a thread
  /// SEND_MESSAGES_IN_THREADS stands for SEND_MESSAGES, which is not inherited.
  private static long implied(long set, GuildRights.Channel channel) {
    if (!Permission.VIEW_CHANNEL.in(set)) {
      return 0;
    }
    if (channel.isVoice() && !Permission.CONNECT.in(set)) {
      return Permission.VIEW_CHANNEL.bit();
    }
    var sending = Permission.SEND_MESSAGES.bit();
    if (channel.isThread()) {
      set = Permission.SEND_MESSAGES_IN_THREADS.in(set) ? set | sending : set & ~sending;
    }
    return (set & sending) != 0 ? set : set & ~WITHOUT_SENDING;
  }
}
