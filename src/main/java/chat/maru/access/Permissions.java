package chat.maru.access;

import chat.maru.access.GuildRights.Overwrite;
import java.util.List;
import java.util.function.LongPredicate;

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

  /// Returns what the member may do in the guild as a whole.
  public static long inGuild(GuildRights guild, MemberRights member) {
    if (guild.ownerId() == member.userId()) {
      return Permission.ALL;
    }
    var set = guild.permissionsOf(guild.guildId());
    for (var role : member.roles()) {
      set |= guild.permissionsOf(role);
    }
    return Permission.ADMINISTRATOR.in(set) ? Permission.ALL : set;
  }

  /// Returns what the member may do in a channel: base, then `@everyone`'s overwrite, then those of
  /// the roles together, then the member's own; then what is denied by implication.
  ///
  /// A role that the guild no longer has counts for nothing, even where an overwrite or the member
  /// still name it: so memory that is older than the role's end gives no right, and ids of roles
  /// never come again.
  ///
  /// @param timedOut whether the member's timeout still runs
  public static long inChannel(
      GuildRights guild, MemberRights member, List<Overwrite> overwrites, boolean timedOut) {
    var set = inGuild(guild, member);
    if (Permission.ADMINISTRATOR.in(set)) {
      return set;
    }
    set = apply(set, overwrites, target -> target == guild.guildId());
    set =
        apply(
            set,
            overwrites,
            target -> member.roles().contains(target) && guild.roles().containsKey(target));
    set = apply(set, overwrites, target -> target == member.userId());
    if (timedOut) {
      set &= TIMED_OUT;
    }
    if (!Permission.VIEW_CHANNEL.in(set)) {
      return 0;
    }
    return Permission.SEND_MESSAGES.in(set) ? set : set & ~WITHOUT_SENDING;
  }

  private static long apply(long set, List<Overwrite> overwrites, LongPredicate concerns) {
    long allow = 0;
    long deny = 0;
    for (var overwrite : overwrites) {
      if (concerns.test(overwrite.targetId())) {
        allow |= overwrite.allow();
        deny |= overwrite.deny();
      }
    }
    return set & ~deny | allow;
  }
}
